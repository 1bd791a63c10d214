import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedCall, feedCalls, prepare } from '../support/calls/feed-calls.ts';
import { everyCallOnce, nthCall, passingFaults } from '../support/faults/passing.ts';
import { untilEnded } from '../support/feed/inbox.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

/** How many rows of each kind a prepared user has after a call, and how many users it has added. */
async function effectOf(call: FeedCall, orderFault: () => void) {
  const user = await insertUser(api);
  await prepare(api, user);
  const usersBefore = await countUsers();
  orderFault();
  api.dataApi.calls.clear();
  const linesBefore = api.logLines.length;
  const { status } = await call.send(api, user);
  if (call.name === 'inbox/get') await untilEnded(api, linesBefore);
  api.dataApi.faults.clear();
  const { rows } = await api.userData.query(
    `select (select count(encrypted_name)::int from users where id = $1) as names,
      (select count(*)::int from user_events where user_id = $1) as events,
      (select count(*)::int from user_follow_secrets where user_id = $1) as secrets,
      (select count(*)::int from user_inbox_items where user_id = $1) as messages,
      (select count(*)::int from shared_items where user_id = $1) as items`,
    [user.id],
  );
  return { status, usersAdded: (await countUsers()) - usersBefore, ...rows[0] };
}

async function countUsers(): Promise<number> {
  const { rows } = await api.userData.query<{ users: number }>('select count(*)::int as users from users');
  return rows[0]?.users ?? 0;
}

const refusals = passingFaults.filter(({ name }) => /(Exception|Error)$/.test(name));
const brokenConnections = passingFaults.filter((fault) => !refusals.includes(fault));

describe.each(feedCalls)(
  '$name has its effect exactly once, and answers 200, though a call meets',
  (call) => {
    let whole: unknown;
    let callsMade: number;
    beforeAll(async () => {
      whole = await effectOf(call, () => {});
      callsMade = api.dataApi.calls.entries.length;
    });

    it.each(refusals)('$name, each of them once', async (fault) => {
      expect(whole).toMatchObject({ status: 200 });
      const scope = { times: 100, when: everyCallOnce() };
      expect(await effectOf(call, () => fault.order(api.dataApi.faults, scope))).toEqual(whole);
      expect(api.dataApi.calls.entries.length).toBeGreaterThanOrEqual(2 * callsMade);
    });

    it.each(brokenConnections)('$name, each of them in turn', async (fault) => {
      for (let index = 0; index < callsMade; index += 1) {
        const effect = await effectOf(call, () => fault.order(api.dataApi.faults, { when: nthCall(index) }));
        expect(api.dataApi.calls.entries.length).toBeGreaterThan(callsMade);
        expect([index, effect]).toEqual([index, whole]);
      }
    });
  },
);
