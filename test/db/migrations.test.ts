import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MigratedDatabase, migrations } from '../../lib/db/migrations/index.ts';
import { createDatabase } from '../support/postgres/create-database.ts';
import { createCsharpDatabases } from '../support/postgres/csharp.ts';
import { migrate } from '../support/postgres/database-users.ts';
import { emptyDatabase, schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const empty = () => Promise.all([api.userData, api.rateLimit].map(emptyDatabase));

const all = {
  userData: Object.keys(migrations['user-data']),
  rateLimit: Object.keys(migrations['rate-limit']),
};
const none = { userData: [], rateLimit: [] };
const schemas = async () => [await schemaOf(api.userData), await schemaOf(api.rateLimit)];

it.each(Object.keys(migrations) as MigratedDatabase[])(
  'every file of %s is known by its name',
  async (database) => {
    const files = await readdir(`lib/db/migrations/${database}`);
    expect(files.toSorted()).toEqual(Object.keys(migrations[database]).map((name) => `${name}.ts`));
  },
);

it('an empty database gets them all, and then none again', async () => {
  await empty();
  expect(await migrate(api)).toEqual(all);
  expect(await migrate(api)).toEqual(none);
});

it('of runs at the same time one does the work, and all succeed', async () => {
  const before = await schemas();
  await empty();
  const results = await Promise.all([migrate(api), migrate(api), migrate(api)]);
  expect(results.flatMap(({ userData }) => userData)).toEqual(all.userData);
  expect(results.flatMap(({ rateLimit }) => rateLimit)).toEqual(all.rateLimit);
  expect(await schemas()).toEqual(before);
});

it('a migration that fails is named; those before it stay, and the next run goes on from there', async () => {
  const urls = await createCsharpDatabases();
  const userData = new pg.Pool({ connectionString: urls.userDataUrl, max: 1 });
  const ran = async () => {
    const { rows } = await userData.query('select name from kysely_migration order by name');
    return rows.map(({ name }) => name);
  };
  await userData.query('create table user_inbox_receipts (unexpected int)');
  await expect(startTestSystem(urls)).rejects.toThrow(
    /Migrating user-data failed at 0004_inbox_order_and_receipts/,
  );
  expect(await ran()).toEqual(all.userData.slice(0, 3));

  await userData.query('drop table user_inbox_receipts');
  const mended = await startTestSystem(urls);
  expect(await ran()).toEqual(all.userData);
  const lines = Object.values(await schemaOf(userData)).flat();
  expect(lines).toEqual(expect.arrayContaining(Object.values(await schemaOf(api.userData)).flat()));
  await userData.end();
  await mended.stop();
});

it('two deployments at once may start on one pair of empty databases', async () => {
  const urls = { userDataUrl: await createDatabase(), rateLimitUrl: await createDatabase() };
  const systems = await Promise.all([startTestSystem(urls), startTestSystem(urls)]);
  const [one] = systems;
  expect(await schemaOf(one.userData)).toEqual(await schemaOf(api.userData));
  await Promise.all(systems.map((system) => system.stop()));
});
