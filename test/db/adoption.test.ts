import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Follower } from '../support/feed/follower.ts';
import { pollUntilEmpty } from '../support/feed/inbox.ts';
import {
  type CsharpUser,
  countCallAsCsharp,
  createCsharpDatabases,
  insertAsCsharp,
  runOn,
} from '../support/postgres/csharp.ts';
import { columnsOf, rowsOf, schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const TOKEN = 'A'.repeat(64);

let api: TestSystem;
const users: CsharpUser[] = [];
/** Of both databases, in the columns of the C# backend. */
let rowsBefore: Record<string, string[]>[];
let readRows: () => Promise<Record<string, string[]>[]>;

beforeAll(async () => {
  const urls = await createCsharpDatabases();
  const history = `insert into "__EFMigrationsHistory" values ('20240101000000_Initial', '8.0.0')`;
  await Promise.all([runOn(urls.userDataUrl, history), runOn(urls.rateLimitUrl, history)]);
  const pools = [urls.userDataUrl, urls.rateLimitUrl].map(
    (connectionString) => new pg.Pool({ connectionString, max: 2 }),
  );
  const [userData, rateLimit] = pools;
  if (userData === undefined || rateLimit === undefined) throw new Error('There are two databases.');
  for (const _ of [1, 2, 3]) users.push(await insertAsCsharp(userData));
  await countCallAsCsharp(rateLimit, TOKEN);
  await countCallAsCsharp(rateLimit, TOKEN);
  const columns = await Promise.all(pools.map(columnsOf));
  readRows = () => Promise.all(pools.map((pool, index) => rowsOf(pool, columns[index] ?? new Map())));
  rowsBefore = await readRows();
  api = await startTestSystem(urls);
  return () => Promise.all(pools.map((pool) => pool.end()));
});
afterAll(() => api.stop());

describe('a database of the C# backend is adopted', () => {
  it('with no row changed or rewritten', async () => {
    expect(Object.values(rowsBefore[0] ?? {}).map((rows) => rows.length)).not.toContain(0);
    expect(await readRows()).toEqual(rowsBefore);
  });

  it('and ends with the schema of a new one', async () => {
    const fresh = await startTestSystem();
    try {
      const ofCsharp = /__EFMigrationsHistory|pk___ef_migrations_history/;
      for (const database of ['userData', 'rateLimit'] as const) {
        const adopted = Object.entries(await schemaOf(api[database]));
        const ours = adopted.map(([kind, lines]) => [kind, lines.filter((line) => !ofCsharp.test(line))]);
        expect(Object.fromEntries(ours)).toEqual(await schemaOf(fresh[database]));
      }
    } finally {
      await fresh.stop();
    }
  });
});

describe.each([
  ['before', () => users.slice(0, 1)],
  ['after', async () => [await insertAsCsharp(api.userData)]],
])('what the C# backend wrote %s the adoption is served', (_, writtenUsers) => {
  it('as users, events, secrets, messages and shared items', async () => {
    const [user] = await writtenUsers();
    if (user === undefined) throw new Error('There is such a user.');
    const { body } = await api.call('GET', `/v2/user/${user.lookup}`);
    expect(body).toEqual({
      id: user.id,
      lookup: user.lookup,
      encryptedCurrentPlan: 'AQ==',
      encryptedName: null,
      encryptedProfilePicture: Buffer.alloc(100_000, 0xab).toString('base64'),
      encryptionIV: 'Ag==',
      rsaPublicKey: 'Aw==',
    });

    const follower = new Follower(api, { [user.id]: user.followSecret });
    const events = await follower.poll();
    expect(events.map(({ expiry }) => expiry)).toEqual([
      '9999-12-31T23:59:59.999999Z',
      '2099-01-01T00:00:00.000000Z',
    ]);

    expect(await pollUntilEmpty(api, user)).toHaveLength(2);

    const item = await api.call('GET', `/v2/shareditem/item${user.lookup.slice(4)}`);
    expect(item).toMatchObject({ status: 200, body: { encryptedPayload: { encryptedPayload: 'CA==' } } });

    const { id: userId, password, followSecret } = user;
    await api.call('POST', '/v2/follow-secret/delete', { userId, password, followSecret });
    await expect(follower.poll()).rejects.toThrow();
  });
});

it('the C# backend goes on counting calls', async () => {
  await countCallAsCsharp(api.rateLimit, TOKEN);
  await countCallAsCsharp(api.rateLimit, 'B'.repeat(64));
  const { rows } = await api.rateLimit.query(
    'select key, cardinality(requests) as calls from rate_limit_consumptions order by key',
  );
  expect(rows).toEqual([
    { key: TOKEN, calls: 3 },
    { key: 'B'.repeat(64), calls: 1 },
  ]);
});
