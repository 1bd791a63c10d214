import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { everyCallOnce, passingFaults } from '../support/faults/passing.ts';
import { leaveMessages } from '../support/feed/inbox.ts';
import { countCallAsCsharp } from '../support/postgres/csharp.ts';
import { type Dues, duesOf, type Left } from '../support/postgres/dues.ts';
import { rowCounts } from '../support/postgres/tables.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { addFollowSecret, eventBody, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
let dues: Dues;
beforeAll(async () => {
  api = await startTestSystem();
});
beforeEach(async () => {
  api.dataApi.faults.clear();
  await api.userData.query('delete from users');
  await api.userData.query('delete from chats');
  await api.rateLimit.query('delete from rate_limit_consumptions');
  user = await insertUser(api);
  dues = duesOf(api, user);
});
afterAll(() => api.stop());

const NOTHING = {
  expiredEvents: 0,
  expiredSharedItems: 0,
  idleRateLimits: 0,
  abandonedChats: 0,
  staleReceipts: 0,
  complete: true,
};
/** Rows that one statement deletes at most. */
const BATCH = 1_000;
const TEN_MINUTES = 600_000;

/** Runs the function with as much time as on AWS. @throws what it throws. */
async function purge(timeoutMilliseconds = TEN_MINUTES): Promise<typeof NOTHING> {
  const { payload, functionError } = await api.functions.invoke('purge', {}, { timeoutMilliseconds });
  if (functionError !== undefined) throw new Error(JSON.parse(payload).errorMessage);
  return JSON.parse(payload);
}

/** Makes one of each kind that is due. */
async function makeOneOfEach(): Promise<void> {
  await Promise.all([
    dues.addEvents(`now() - interval '1 day'`),
    dues.addSharedItem(`now() - interval '1 day'`),
    dues.addRateLimit('25 hours'),
    dues.addChat('4 hours'),
    dues.addReceipt('2 hours'),
  ]);
}

const ONE_OF_EACH = {
  ...NOTHING,
  expiredEvents: 1,
  expiredSharedItems: 1,
  idleRateLimits: 1,
  abandonedChats: 1,
  staleReceipts: 1,
};

describe('what is over goes, and what is not stays', () => {
  const past = ['now()', `now() - interval '1 week'`, `'-infinity'`];
  const future = [`now() + interval '1 minute'`, `'infinity'`];
  const addEvent = async (expiry: string) => (await dues.addEvents(expiry))[0] ?? '';

  it.each<[string, keyof typeof NOTHING, keyof Left, (age: string) => Promise<string>, string[], string[]]>([
    ['events', 'expiredEvents', 'events', addEvent, past, future],
    ['shared items', 'expiredSharedItems', 'sharedItems', (age) => dues.addSharedItem(age), past, future],
    [
      'chats, from 3 hours on',
      'abandonedChats',
      'chats',
      (age) => dues.addChat(age),
      ['3 hours', '1 week'],
      ['179 minutes', '0'],
    ],
    [
      'receipts, from an hour on',
      'staleReceipts',
      'receipts',
      (age) => dues.addReceipt(age),
      ['1 hour', '1 week'],
      ['59 minutes', '0'],
    ],
    [
      'tokens, 24 hours from their newest call on',
      'idleRateLimits',
      'rateLimits',
      (ages) => dues.addRateLimit(...ages.split(' then ').filter((age) => age !== '')),
      ['24 hours', '30 hours then 25 hours', '25 hours then 30 hours', ''],
      ['1439 minutes', '25 hours then 1 hour', '1 hour then 25 hours'],
    ],
  ])('%s', async (_, counted, kind, add, due, notDue) => {
    for (const each of due) await add(each);
    const staying: string[] = [];
    for (const each of notDue) staying.push(await add(each));

    expect(await purge()).toEqual({ ...NOTHING, [counted]: due.length });
    expect((await dues.left())[kind]).toEqual(new Set(staying));
  });

  it('a chat takes its messages along, and no others', async () => {
    await dues.addChat('4 hours');
    const open = await dues.addChat('1 hour');
    await purge();
    const { rows } = await api.userData.query('select distinct connection_id as chat from chat_messages');
    expect(rows).toEqual([{ chat: open }]);
  });

  it('nothing else goes, however old it is', async () => {
    await addFollowSecret(api, user);
    await leaveMessages(api, user, 2, 1);
    await api.userData.query(`update user_inbox_items set created = null`);
    await leaveMessages(api, user, 1, 1);
    await api.userData.query(`update user_inbox_items set created = created - interval '1 year'`);
    await api.userData.query(`update users set created = '-infinity', last_accessed = '-infinity'`);
    const before = await rowCounts(api.userData);
    expect(before).toMatchObject({ users: 1, user_follow_secrets: 1, user_inbox_items: 3 });
    expect(await purge()).toEqual(NOTHING);
    expect(await rowCounts(api.userData)).toEqual(before);
  });
});

describe('how it goes', () => {
  it('says how many of each, logs it, and a second run finds nothing', async () => {
    await makeOneOfEach();
    const logged = api.logLines.length;
    expect(await purge()).toEqual(ONE_OF_EACH);
    const records = api.logLines.slice(logged).map((line) => JSON.parse(line));
    expect(records).toEqual([expect.objectContaining({ level: 'INFO', message: ONE_OF_EACH })]);
    expect(await purge()).toEqual(NOTHING);
  });

  it('takes one Data API call a kind when there is nothing to do', async () => {
    await purge();
    api.dataApi.calls.clear();
    await purge();
    expect(api.dataApi.calls.entries.map(({ operation }) => operation)).toEqual(
      Array.from({ length: 5 }, () => 'ExecuteStatement'),
    );
  });

  it('catches up, a batch a call', async () => {
    await dues.addEvents(`now() - interval '1 week'`, 3 * BATCH + 1);
    const [live] = await dues.addEvents(`'infinity'`);
    api.dataApi.calls.clear();
    expect(await purge()).toEqual({ ...NOTHING, expiredEvents: 3 * BATCH + 1 });
    expect((await dues.left()).events).toEqual(new Set([live]));
    expect(api.dataApi.calls.entries).toHaveLength(4 + 4);
  });

  it('leaves the rest to the next run when time is nearly over, having given each kind its turn', async () => {
    await makeOneOfEach();
    await dues.addEvents(`now() - interval '1 week'`, 2 * BATCH);
    const shortRun = () => purge(25_000);
    expect(await shortRun()).toEqual({ ...ONE_OF_EACH, expiredEvents: BATCH, complete: false });
    expect(await shortRun()).toEqual({ ...NOTHING, expiredEvents: BATCH, complete: false });
    expect(await shortRun()).toEqual({ ...NOTHING, expiredEvents: 1 });
  });
});

describe('faults', () => {
  const tables = {
    expiredEvents: 'user_events',
    expiredSharedItems: 'shared_items',
    idleRateLimits: 'rate_limit_consumptions',
    abandonedChats: 'chats',
    staleReceipts: 'user_inbox_receipts',
  };

  it.each(Object.entries(tables))('one at %s fails the run, but not the other kinds', async (kind, table) => {
    await makeOneOfEach();
    const logged = api.logLines.length;
    api.dataApi.faults.fail('DatabaseErrorException', {
      message: 'ERROR: out of luck; SQLState: XX000',
      when: ({ sql = '' }) => sql.includes(`delete from "${table}"`),
    });
    await expect(purge()).rejects.toThrow(`The purge failed for ${kind}.`);

    const [record] = api.logLines.slice(logged).map((line) => JSON.parse(line));
    const withoutOne = { ...ONE_OF_EACH, [kind]: 0, complete: false };
    const error = { kind, message: expect.stringContaining('out of luck') };
    expect(record).toMatchObject({ level: 'ERROR', message: { ...withoutOne, errors: [error] } });
    expect(await purge()).toEqual({ ...NOTHING, [kind]: 1 });
  });

  it.each(passingFaults)('one that passes is got over: $name', async ({ order }) => {
    await makeOneOfEach();
    order(api.dataApi.faults, { times: 5, when: everyCallOnce() });
    expect(await purge()).toMatchObject({ complete: true });
    const { events, sharedItems, receipts, chats, rateLimits } = await dues.left();
    expect([events, sharedItems, receipts, chats, rateLimits].map(({ size }) => size)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('a cluster that sleeps is woken and waited for', async () => {
    await makeOneOfEach();
    api.dataApi.faults.resume({ milliseconds: 300 });
    expect(await purge()).toEqual(ONE_OF_EACH);
  });
});

describe('at the same time', () => {
  it('runs share the work', async () => {
    await dues.addEvents(`now() - interval '1 week'`, 2.5 * BATCH);
    const runs = await Promise.all([purge(), purge(), purge()]);
    expect(runs.reduce((sum, { expiredEvents }) => sum + expiredEvents, 0)).toBe(2.5 * BATCH);
    expect((await dues.left()).events.size).toBe(0);
  });

  it('what somebody is renewing is neither deleted nor waited for', async () => {
    const [renewed = '', over = ''] = await dues.addEvents(`now() - interval '1 day'`, 2);
    const counting = await dues.addRateLimit('2 days');
    const [ofUserData, ofRateLimit] = await Promise.all([api.userData.connect(), api.rateLimit.connect()]);
    try {
      await Promise.all([ofUserData.query('begin'), ofRateLimit.query('begin')]);
      await ofUserData.query(`update user_events set expiry = '2099-01-01' where id = $1`, [renewed]);
      await ofRateLimit.query('update rate_limit_consumptions set requests = requests || now()');
      expect(await purge()).toEqual({ ...NOTHING, expiredEvents: 1 });
      await Promise.all([ofUserData.query('commit'), ofRateLimit.query('commit')]);
    } finally {
      ofUserData.release();
      ofRateLimit.release();
    }
    const { events, rateLimits } = await dues.left();
    expect(events).toEqual(new Set([renewed]));
    expect(events).not.toContain(over);
    expect(rateLimits).toEqual(new Set([counting]));
    expect(await purge()).toEqual(NOTHING);
  });

  it('an event that is put again and a token that is used again are there afterwards', async () => {
    const eventIds = await dues.addEvents(`now() - interval '1 day'`, 20);
    const keys = await Promise.all(eventIds.map(() => dues.addRateLimit('2 days')));
    // From here on the password is known, and all are put at once.
    await api.call('PUT', '/v2/event', eventBody(user, { eventId: eventIds[0] }));
    await dues.addEvents(`now() - interval '2 days'`, 2 * BATCH);
    await Promise.all([
      purge(),
      ...eventIds.map(async (eventId) => {
        const { status } = await api.call('PUT', '/v2/event', eventBody(user, { eventId }));
        expect(status).toBe(200);
      }),
      ...keys.map((key) => countCallAsCsharp(api.rateLimit, key)),
    ]);
    await purge();
    const { events, rateLimits } = await dues.left();
    expect(events).toEqual(new Set(eventIds));
    expect(rateLimits).toEqual(new Set(keys));
  });
});
