import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countMessages, expectNoneLeft, leaveMessages, poll, pollUntilEmpty } from '../support/feed/inbox.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const isTaking = ({ sql = '' }) => sql.includes('taken');

const times = <Value>(count: number, work: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe('polls at once never share a message', () => {
  it.each([
    ['small', 1],
    ['large', 20],
  ])('%s ones', async (_, chunks) => {
    const left = await leaveMessages(api, user, 200, chunks);
    const received = (await times(10, () => poll(api, user))).flat();
    expect([...received, ...(await pollUntilEmpty(api, user))].toSorted()).toEqual(left);
  });

  it('nor one that is left meanwhile', async () => {
    const send = () =>
      api.call('PUT', '/v2/inbox', { toUserId: user.id, encryptedMessage: [ciphertext(1_024)] });
    const pollOften = async () => [
      ...(await poll(api, user)),
      ...(await poll(api, user)),
      ...(await poll(api, user)),
    ];
    const [answers, received] = await Promise.all([times(40, send), times(5, pollOften)]);
    for (const { status } of answers) expect(status).toBe(200);
    const all = [...received.flat(), ...(await pollUntilEmpty(api, user))];
    expect(all).toHaveLength(40);
    expect(new Set(all).size).toBe(40);
  });
});

it('a client that hangs up blocks nothing, and is given nothing twice', async () => {
  await leaveMessages(api, user, 60, 20);
  api.dataApi.calls.clear();
  api.dataApi.faults.delay(300, { times: 3, when: isTaking });
  const hangUp = new AbortController();
  const response = await fetch(`${api.url}/v2/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: user.id, password: user.password }),
    signal: hangUp.signal,
  });
  expect(response.status).toBe(200);
  hangUp.abort();
  // The function is not told, on Lambda neither: it goes on to its end.
  await expectNoneLeft(api, user);
  const left = await leaveMessages(api, user, 3, 1);
  expect((await poll(api, user)).toSorted()).toEqual(left);
});

it('an answer that Lambda cuts off takes no message with it', async () => {
  const small = await startTestSystem({ lambdaLimits: { streamBytes: 900_000 } });
  try {
    const receiver = await insertUser(small);
    await leaveMessages(small, receiver, 100, 20);
    await expect(poll(small, receiver)).resolves.toEqual([]);
    const given = () =>
      small.userData
        .query('select from user_inbox_items where given is not null')
        .then((rows) => rows.rowCount);
    await expect.poll(given, { timeout: 20_000 }).toBe(0);
    expect(await countMessages(small, receiver)).toBe(100);
  } finally {
    await small.stop();
  }
});
