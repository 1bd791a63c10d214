import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { expectNoneLeft, leaveMessages, poll, pollUntilEmpty } from '../support/feed/inbox.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

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
  ['one page', 3, 1, ['Execute', 'Begin', 'Execute', 'Commit', 'Execute']],
  ['several pages', 60, 20, ['Execute', 'Begin', 'Execute', 'Execute', 'Execute', 'Commit', 'Execute']],
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
    .toEqual(calls.map((call) => expect.stringMatching(`^${call}`)));
  await quiet.stop();
});

describe.each(inboxes)(
  'an inbox of %s loses no message and gives none twice',
  (_, messages, chunks, calls) => {
    it.each(passingFaults)('when any one of its calls meets: $name', async (fault) => {
      for (const index of calls.keys()) {
        await expectEachOnce(messages, chunks, () =>
          fault.order(api.dataApi.faults, { when: nthCall(index) }),
        );
      }
    });
  },
);

const severeFaults = passingFaults.filter(({ name }) => /^(ServiceUnavailable|cut|answer lost)/.test(name));

describe('nor when the call that mends a fault meets one too: rollback, commit and the question what became of it', () => {
  it.each(severeFaults)('first: $name', async (first) => {
    for (const second of severeFaults) {
      for (const index of [1, 2, 3]) {
        await expectEachOnce(3, 1, () => {
          first.order(api.dataApi.faults, { when: nthCall(index) });
          second.order(api.dataApi.faults, { when: nthCall(index) });
        });
      }
    }
  });
});

describe('a call that fails again and again', () => {
  it.each(severeFaults)('leaves or gives each message: commit, $name', async (fault) => {
    await expectEachOnce(3, 1, () => {
      fault.order(api.dataApi.faults, {
        times: 100,
        when: ({ operation }) => operation === 'CommitTransaction',
      });
    });
  });

  it.each(['ExecuteStatement', 'BeginTransaction', 'CommitTransaction'] as const)(
    'is answered by 503 before anything was sent: %s',
    async (failing) => {
      const user = await insertUser(api);
      const left = await leaveMessages(api, user, 3, 1);
      api.dataApi.faults.fail('ServiceUnavailableError', {
        times: 100,
        when: ({ operation, sql = '' }) => operation === failing && !sql.includes('pg_xact_status'),
      });
      const { status, headers } = await api.call('POST', '/v2/inbox', {
        userId: user.id,
        password: user.password,
      });
      api.dataApi.faults.clear();
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
      expect((await pollUntilEmpty(api, user)).toSorted()).toEqual(left);
    },
  );

  it('breaks the answer off after the first page', async () => {
    const user = await insertUser(api);
    const left = await leaveMessages(api, user, 60, 20);
    api.dataApi.faults.fail('ServiceUnavailableError', { when: nthCall(3) });
    const body = { userId: user.id, password: user.password };
    await expect(api.call('POST', '/v2/inbox', body)).rejects.toThrow('terminated');
    expect((await pollUntilEmpty(api, user)).toSorted()).toEqual(left);
  });
});

it('a transaction that the database ended is no loss', async () => {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, 3, 1);
  api.dataApi.faults.delay(300, { when: ({ operation }) => operation === 'CommitTransaction' });
  const answer = poll(api, user);
  const taking = `select pid from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction' and backend_xid is not null`;
  await expect.poll(async () => (await api.userData.query(taking)).rows.length).toBe(1);
  await api.userData.query(`select pg_terminate_backend(pid) from (${taking}) as transaction`);
  const received = [...(await answer), ...(await pollUntilEmpty(api, user))];
  expect(received.toSorted()).toEqual(left);
});

describe('an outage that begins with the commit loses no message and gives none twice', () => {
  it.each(['cutConnection', 'loseAnswer'] as const)('the commit: %s', async (fault) => {
    const short = await startTestSystem({ dataApi: { transactionIdleTimeout: 500 } });
    try {
      const user = await insertUser(short);
      const left = await leaveMessages(short, user, 3, 1);
      let isOut = false;
      short.dataApi.faults[fault]({
        when: ({ operation }) => {
          const begins = operation === 'CommitTransaction' && !isOut;
          isOut ||= begins;
          return begins;
        },
      });
      short.dataApi.faults.fail('ServiceUnavailableError', { times: 1_000, when: () => isOut });
      const received = await poll(short, user);
      short.dataApi.faults.clear();
      await expect
        .poll(
          async () => {
            // As if the time had passed after which no function is still at it.
            await short.userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);
            received.push(...(await pollUntilEmpty(short, user)));
            return received.toSorted();
          },
          { timeout: 10_000 },
        )
        .toEqual(left);
    } finally {
      await short.stop();
    }
  });
});

it('messages that were given are forgotten when the database is there again', async () => {
  const user = await insertUser(api);
  await leaveMessages(api, user, 3, 1);
  const begin = Date.now();
  api.dataApi.faults.fail('ServiceUnavailableError', {
    times: 1_000,
    when: ({ sql = '' }) => sql.startsWith('delete') && Date.now() - begin < 5_000,
  });
  await expect(poll(api, user)).resolves.toHaveLength(3);
  api.dataApi.faults.clear();
  await expectNoneLeft(api, user);
});

describe('a function that dies loses no message', () => {
  it.each(['cutConnection', 'loseAnswer'] as const)('at any of its calls: %s', async (fault) => {
    const short = await startTestSystem({ dataApi: { transactionIdleTimeout: 500 } });
    try {
      for (let index = 0; index < 5; index += 1) {
        const user = await insertUser(short);
        const left = await leaveMessages(short, user, 3, 1);
        const isMeant = nthCall(index);
        short.dataApi.faults[fault]({
          when: (call) => {
            const isNow = isMeant(call);
            if (isNow) short.functions.kill('inbox/get');
            return isNow;
          },
        });
        const received = new Set(await poll(short, user));
        short.dataApi.faults.clear();
        await expect
          .poll(
            async () => {
              // As if the time had passed after which no function is still at it.
              await short.userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);
              for (const id of await pollUntilEmpty(short, user)) received.add(id);
              return [...received].toSorted();
            },
            { timeout: 10_000 },
          )
          .toEqual(left);
      }
    } finally {
      await short.stop();
    }
  });
});
