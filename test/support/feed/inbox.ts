import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TestSystem } from '../system/system.ts';
import type { TestUser } from '../users/users.ts';

/**
 * Inserts messages into a user's inbox, bypassing the API.
 *
 * @param chunks the number of chunks of each message, 1,024 bytes each.
 * @returns their ids, sorted.
 */
export async function leaveMessages(
  api: TestSystem,
  user: TestUser,
  count: number,
  chunks: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await api.userData.query(
    `insert into user_inbox_items (id, user_id, encrypted_message)
     select id, $1, array_fill(decode(repeat('ab', 1024), 'hex'), array[$3::int]) from unnest($2::uuid[]) as id`,
    [user.id, ids, chunks],
  );
  return ids.toSorted();
}

/** Polls an inbox. @returns the messages' ids; none when the response failed or was cut off. */
export async function poll(api: TestSystem, { id, password }: TestUser): Promise<string[]> {
  const linesBefore = api.logLines.length;
  try {
    const { status, body } = await api.call('POST', '/v2/inbox', { userId: id, password });
    return status === 200 ? body.inboxMessages.map((message: { id: string }) => message.id) : [];
  } catch {
    return [];
  } finally {
    await untilEnded(api, linesBefore);
  }
}

/** Polls until the inbox is empty. */
export async function pollUntilEmpty(api: TestSystem, user: TestUser): Promise<string[]> {
  const received: string[] = [];
  for (let messages = await poll(api, user); messages.length > 0; messages = await poll(api, user)) {
    received.push(...messages);
  }
  return received;
}

/** The number of messages in an inbox. */
export async function countMessages(api: TestSystem, user: TestUser): Promise<number> {
  const { rows } = await api.userData.query<{ messages: number }>(
    'select count(*)::int as messages from user_inbox_items where user_id = $1',
    [user.id],
  );
  return rows[0]?.messages ?? 0;
}

/** Expects an inbox to become empty. Messages are removed a moment after the response with them was sent. */
export async function expectNoneLeft(api: TestSystem, user: TestUser): Promise<void> {
  await expect.poll(() => countMessages(api, user), { timeout: 10_000 }).toBe(0);
}

/** Milliseconds. */
const TIMEOUT = 30_000;

/**
 * Waits until the function that empties inboxes has logged its end, or Lambda its crash: it removes messages after the
 * response.
 *
 * @param linesBefore the number of log lines before the call.
 */
export async function untilEnded({ logLines }: TestSystem, linesBefore: number): Promise<void> {
  const until = Date.now() + TIMEOUT;
  const hasEnded = () =>
    logLines.slice(linesBefore).some((line) => /inbox\/get.*dataApiCalls|Runtime\./.test(line));
  while (!hasEnded()) {
    if (Date.now() > until) throw new Error('The function does not end.');
    await sleep(5);
  }
}
