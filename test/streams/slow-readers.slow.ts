import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCalls } from '../support/calls/feed-calls.ts';
import { leaveMessages, poll } from '../support/feed/inbox.ts';
import { SMALL_MEMORY } from '../support/system/small-memory.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

/** Messages of 20 KiB: more than anything on the way to a client holds. */
const MANY = 500;

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem({ memoryMegabytes: SMALL_MEMORY });
});
afterAll(() => api.stop());

/** Polls an inbox and does not read the answer yet. */
const pollSlowly = ({ id, password }: TestUser) =>
  fetch(`${api.url}/v2/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: id, password }),
  });

async function idsIn(response: Response): Promise<string[]> {
  const body: { inboxMessages: { id: string }[] } = JSON.parse(await response.text());
  return body.inboxMessages.map(({ id }) => id);
}

/** A user with a full inbox, which was filled long ago, and a client that reads it slowly. */
async function slowReader() {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, MANY, 20);
  await api.userData.query(
    `insert into user_inbox_receipts
     select gen_random_uuid(), $1, now() - interval '2 hours' from generate_series(1, 20)`,
    [user.id],
  );
  return { user, left, response: await pollSlowly(user) };
}

describe('a client that reads its inbox slowly', () => {
  it('holds no other poll of the same inbox up, and shares no message with it', {
    timeout: 90_000,
  }, async () => {
    const { user, left, response } = await slowReader();
    const others = await poll(api, user);
    // The slow one is not done: what it has not taken is the other's.
    expect(others.length).toBeGreaterThan(0);
    const own = await idsIn(response);
    expect(own.length).toBeGreaterThan(0);
    expect([...own, ...others].toSorted()).toEqual(left);
  });

  it('holds no other call about the same user up, nor their deletion', { timeout: 90_000 }, async () => {
    const { user, response } = await slowReader();
    for (const call of feedCalls) {
      const { status } = await call.send(api, user);
      // There is no shared item of theirs, and no user any more in the end.
      expect([call.name, [200, 404].includes(status)]).toEqual([call.name, true]);
    }
    await response.body?.cancel();
  });
});

it('no call opens a transaction, whose locks would last from one statement to another', async () => {
  const user = await insertUser(api);
  await leaveMessages(api, user, 60, 20);
  api.dataApi.calls.clear();
  for (const call of feedCalls) await call.send(api, user);
  const operations = new Set(api.dataApi.calls.entries.map(({ operation }) => operation));
  expect([...operations]).toEqual(['ExecuteStatement']);
});
