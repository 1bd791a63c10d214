import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { expectNoneLeft, leaveMessages, poll, pollUntilEmpty } from '../support/feed/inbox.ts';
import { holdLock } from '../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const TAKING = 'taken';
const isTaking = ({ sql = '' }) => sql.includes(TAKING);
const isPuttingBack = ({ sql = '' }) => sql.startsWith('update "user_inbox_items"');

/** Fills an inbox, polls it under faults and then without, and expects each message exactly once. */
async function expectEachOnce(messages: number, chunks: number, orderFaults: () => void) {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, messages, chunks);
  orderFaults();
  const received = await poll(api, user);
  api.dataApi.faults.clear();
  const rest = await pollUntilEmpty(api, user);
  expect([...received, ...rest].toSorted()).toEqual(left);
  await expectNoneLeft(api, user);
}

const inboxes = [
  ['one page', 3, 1, 3],
  ['several pages', 60, 20, 5],
] as const;

it.each(inboxes)('an inbox of %s is given in so many calls', async (_, messages, chunks, calls) => {
  // A system of its own: what others send again because of a fault may arrive when their test is long over.
  const quiet = await startTestSystem();
  const user = await insertUser(quiet);
  await leaveMessages(quiet, user, messages, chunks);
  quiet.dataApi.calls.clear();
  await expect(poll(quiet, user)).resolves.toHaveLength(messages);
  await expectNoneLeft(quiet, user);
  await expect
    .poll(() => quiet.dataApi.calls.entries.map(({ operation }) => operation))
    .toEqual(Array.from({ length: calls }, () => 'ExecuteStatement'));
  await quiet.stop();
});

describe.each(inboxes)(
  'an inbox of %s loses no message and gives none twice',
  (_, messages, chunks, calls) => {
    it.each(passingFaults)('when any one of its calls meets: $name', async (fault) => {
      for (let index = 0; index < calls; index += 1) {
        await expectEachOnce(messages, chunks, () =>
          fault.order(api.dataApi.faults, { when: nthCall(index) }),
        );
      }
    });
  },
);

const severeFaults = passingFaults.filter(({ name }) => /^(ServiceUnavailable|cut|answer lost)/.test(name));

describe('nor when a call that is sent again meets a fault, too', () => {
  it.each(severeFaults)('first: $name', async (first) => {
    for (const second of severeFaults) {
      for (const index of [1, 2]) {
        await expectEachOnce(3, 1, () => {
          first.order(api.dataApi.faults, { when: nthCall(index) });
          second.order(api.dataApi.faults, { when: nthCall(index) });
        });
      }
    }
  });

  it.each(severeFaults)('nor when messages are put back: $name', async (fault) => {
    await expectEachOnce(60, 20, () => {
      api.dataApi.faults.fail('AccessDeniedException', { when: nthCall(1, isTaking) });
      fault.order(api.dataApi.faults, { when: isPuttingBack });
    });
  });
});

describe('a call that fails again and again', () => {
  it.each(severeFaults)('leaves each message: taking them, $name', async (fault) => {
    await expectEachOnce(3, 1, () => {
      fault.order(api.dataApi.faults, { times: 100, when: isTaking });
    });
  });

  it.each([
    ['reading the password', 'hashed_password'],
    ['taking the messages', TAKING],
  ])('is answered by 503 before anything was sent: %s', async (_, part) => {
    const user = await insertUser(api);
    const left = await leaveMessages(api, user, 3, 1);
    api.dataApi.faults.fail('ServiceUnavailableError', {
      times: 100,
      when: ({ sql = '' }) => sql.includes(part),
    });
    const { status, headers } = await api.call('POST', '/v2/inbox', {
      userId: user.id,
      password: user.password,
    });
    api.dataApi.faults.clear();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await pollUntilEmpty(api, user)).toSorted()).toEqual(left);
  });

  it('breaks the answer off after the first page', async () => {
    const user = await insertUser(api);
    const left = await leaveMessages(api, user, 60, 20);
    api.dataApi.faults.fail('AccessDeniedException', { when: nthCall(1, isTaking) });
    const body = { userId: user.id, password: user.password };
    await expect(api.call('POST', '/v2/inbox', body)).rejects.toThrow('terminated');
    expect((await pollUntilEmpty(api, user)).toSorted()).toEqual(left);
  });
});

it('a statement that the database ended is no loss', async () => {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, 3, 1);
  const table = 'lock table user_inbox_items in share row exclusive mode';
  const lock = await holdLock(api.userData, table);
  const answer = poll(api, user);
  await lock.isWaitedFor();
  await api.userData.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  await lock.release();
  const received = [...(await answer), ...(await pollUntilEmpty(api, user))];
  expect(received.toSorted()).toEqual(left);
});

/** As if the time had passed after which no function is still at it. */
const letGivenReturn = () =>
  api.userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);

describe('an outage that begins as messages are taken loses none and gives none twice', () => {
  it.each(['cutConnection', 'loseResponse'] as const)('the taking: %s', async (fault) => {
    const user = await insertUser(api);
    const left = await leaveMessages(api, user, 3, 1);
    let isOut = false;
    api.dataApi.faults[fault]({
      when: (call) => {
        const begins = isTaking(call) && !isOut;
        isOut ||= begins;
        return begins;
      },
    });
    api.dataApi.faults.fail('ServiceUnavailableError', { times: 1_000, when: () => isOut });
    expect(await poll(api, user)).toEqual([]);
    api.dataApi.faults.clear();
    await letGivenReturn();
    expect((await pollUntilEmpty(api, user)).toSorted()).toEqual(left);
  });
});

it('messages that were given are forgotten when the database is there again', async () => {
  const user = await insertUser(api);
  await leaveMessages(api, user, 3, 1);
  const begin = Date.now();
  let failures = 0;
  api.dataApi.faults.fail('ServiceUnavailableError', {
    times: 1_000,
    when: ({ sql = '' }) => {
      const isForgetting = sql.includes('delete from user_inbox_items') && Date.now() - begin < 5_000;
      if (isForgetting) failures += 1;
      return isForgetting;
    },
  });
  await expect(poll(api, user)).resolves.toHaveLength(3);
  expect(failures).toBeGreaterThan(5);
  await expectNoneLeft(api, user);
});

describe('a function that dies loses no message', () => {
  it.each(['cutConnection', 'loseResponse'] as const)('at any of its calls: %s', async (fault) => {
    for (let index = 0; index < 3; index += 1) {
      const user = await insertUser(api);
      const left = await leaveMessages(api, user, 3, 1);
      const isMeant = nthCall(index);
      api.dataApi.faults[fault]({
        when: (call) => {
          const isNow = isMeant(call);
          if (isNow) api.functions.kill('inbox/get');
          return isNow;
        },
      });
      const received = new Set(await poll(api, user));
      api.dataApi.faults.clear();
      await expect
        .poll(
          async () => {
            await letGivenReturn();
            for (const id of await pollUntilEmpty(api, user)) received.add(id);
            return [...received].toSorted();
          },
          { timeout: 10_000 },
        )
        .toEqual(left);
    }
  });
});
