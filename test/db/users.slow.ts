import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '../support/chat/plain.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import { workoutAttributes } from '../support/planner/planner.ts';
import { createDatabase } from '../support/postgres/create-database.ts';
import { type DatabaseUsers, databaseUsers, executeAs, migrate } from '../support/postgres/database-users.ts';
import { duesOf } from '../support/postgres/dues.ts';
import { tellStory } from '../support/story/story.ts';
import { insertUser } from '../support/users/known-users.ts';

let users: DatabaseUsers;
let api: ChatSystem;
beforeAll(async () => {
  users = await databaseUsers({ userDataUrl: await createDatabase(), rateLimitUrl: await createDatabase() });
  api = await startChatSystem({}, users.options);
});
afterAll(() => api.stop());

describe('with a user for each database', () => {
  /** Every call of some work is made as the user of the database that it goes to. */
  async function expectOwnUsers(work: () => Promise<unknown>): Promise<void> {
    api.dataApi.calls.clear();
    await work();
    const made = api.dataApi.calls.entries.map(({ database, secretArn, error }) =>
      JSON.stringify({ database, secretArn, error }),
    );
    const allowed = new Set([
      JSON.stringify({ database: 'liftlog_user_data', secretArn: users.userData.arn }),
      JSON.stringify({ database: 'liftlog_rate_limit', secretArn: users.rateLimit.arn }),
    ]);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((call) => !allowed.has(call))).toEqual([]);
  }

  it('the feed works', { timeout: 60_000 }, () =>
    expectOwnUsers(() => tellStory({ url: api.url, say: () => {} })),
  );

  it('the planner works', () =>
    expectOwnUsers(async () => {
      const body = { attributes: workoutAttributes() };
      const { status } = await api.call('POST', '/v2/ai/workout', body, { authorization: WEB_TOKEN });
      expect(status).toBe(200);
    }));

  it('the chat works, and forgets', () =>
    expectOwnUsers(async () => {
      const chat = await openPlain(api.chatUrl);
      for (const [method, ...values] of [['Introduce', 'de-DE'], ['SendMessage', 'Hi.'], ['RestartChat']]) {
        expect((await chat.call(method ?? '', ...values)).at(-1)).toEqual({ type: 'done' });
      }
      chat.ws.close();
      const countChats = async () => (await api.userData.query('select from chats')).rowCount;
      await expect.poll(countChats, { timeout: 20_000 }).toBe(0);
    }));

  it('the purge works', () =>
    expectOwnUsers(async () => {
      const dues = duesOf(api, await insertUser(api));
      await Promise.all([
        dues.addEvents(`now() - interval '1 day'`),
        dues.addSharedItem(`now() - interval '1 day'`),
        dues.addRateLimit('25 hours'),
        dues.addChat('4 hours'),
        dues.addReceipt('2 hours'),
      ]);
      const { payload } = await api.functions.invoke('purge', {}, { timeoutMilliseconds: 600_000 });
      expect(JSON.parse(payload)).toEqual({
        expiredEvents: 1,
        expiredSharedItems: 1,
        idleRateLimits: 1,
        abandonedChats: 1,
        staleReceipts: 1,
        complete: true,
      });
    }));
});

const databases = [
  ['userData', 'USER_DATA_DATABASE', 'RATE_LIMIT_DATABASE', 'users'],
  ['rateLimit', 'RATE_LIMIT_DATABASE', 'USER_DATA_DATABASE', 'rate_limit_consumptions'],
] as const;

describe.each(databases)('the user of %s', (name, own, other, table) => {
  it('may work in its own database', async () => {
    const { records } = await executeAs(api, users[name], own, `select count(*) from ${table}`);
    expect(records).toHaveLength(1);
  });

  it('is not let into the other', async () => {
    await expect(executeAs(api, users[name], other, 'select 1')).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringMatching(/^FATAL: permission denied for database .*SQLState: 42501$/),
    });
  });

  it.each([
    'create table mine (id int)',
    'create temporary table mine (id int)',
    'create schema mine',
    `create index mine on ${table} using hash (ctid)`,
    `alter table ${table} add column mine int`,
    `drop table ${table}`,
    `truncate ${table}`,
    'create role mine',
    'create database mine',
    `create policy mine on ${table}`,
    'select * from kysely_migration',
  ])('may not: %s', async (statement) => {
    await expect(executeAs(api, users[name], own, statement)).rejects.toMatchObject({
      message: expect.stringMatching(/^ERROR: .*SQLState: 42501$/),
    });
  });

  it('may work with tables that the owner makes later', async () => {
    await api[name].query('create table later (id serial, word text)');
    await executeAs(api, users[name], own, `insert into later (word) values ('one'), ('two')`);
    await executeAs(api, users[name], own, `update later set word = 'three' where word = 'one'`);
    await executeAs(api, users[name], own, `delete from later where word = 'two'`);
    const { records } = await executeAs(api, users[name], own, 'select id, word from later');
    expect(records).toEqual([[{ longValue: 1 }, { stringValue: 'three' }]]);
    await api[name].query('drop table later');
  });

  it('gets the password that is in its secret when a deployment runs', async () => {
    const user = users[name];
    const refused = { message: expect.stringMatching(/^FATAL: password authentication failed .*28P01$/) };
    const before = user.password;
    users.setPassword(user, 'A n%w pa$$:word');
    await expect(executeAs(api, user, own, 'select 1')).rejects.toMatchObject(refused);
    await migrate(api);
    await expect(executeAs(api, user, own, 'select 1')).resolves.toBeDefined();
    users.setPassword(user, `not ${before}`);
    await expect(executeAs(api, user, own, 'select 1')).rejects.toMatchObject(refused);
    users.setPassword(user);
    await migrate(api);
    await expect(executeAs(api, user, own, 'select 1')).resolves.toBeDefined();
  });
});

it('no password is in a statement or a log', async () => {
  api.dataApi.calls.clear();
  const passwords = [users.userData, users.rateLimit].map(({ password }) => password);
  await migrate(api);
  const statements = api.dataApi.calls.entries.map(({ sql = '' }) => sql);
  expect(statements.filter((sql) => sql.includes('SCRAM-SHA-256$'))).toHaveLength(2);
  const told = [...statements, ...api.logLines].join('\n');
  for (const password of passwords) expect(told).not.toContain(password);
});
