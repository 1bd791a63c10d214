import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MigratedDatabase, migrations } from '../../lib/db/migrations/index.ts';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { createDatabase } from '../support/postgres/create-database.ts';
import { createCsharpDatabases, runOn } from '../support/postgres/csharp.ts';
import { schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

/** Runs the function that a deployment runs. */
async function migrate(): Promise<{ userData: string[]; rateLimit: string[] }> {
  const { payload, functionError } = await api.functions.invoke('migrate', {});
  if (functionError !== undefined) throw new Error(payload);
  return JSON.parse(payload);
}

async function empty(): Promise<void> {
  for (const pool of [api.userData, api.rateLimit]) {
    await pool.query('drop schema public cascade; create schema public');
  }
}

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
  expect(await migrate()).toEqual(all);
  expect(await migrate()).toEqual(none);
});

it('of runs at the same time one does the work, and all succeed', async () => {
  const before = await schemas();
  await empty();
  const results = await Promise.all([migrate(), migrate(), migrate()]);
  expect(results.flatMap(({ userData }) => userData)).toEqual(all.userData);
  expect(results.flatMap(({ rateLimit }) => rateLimit)).toEqual(all.rateLimit);
  expect(await schemas()).toEqual(before);
});

it('a fault that passes does not stop a run, nor does it run twice', async () => {
  const before = await schemas();
  await empty();
  api.dataApi.calls.clear();
  await migrate();
  const callsMade = api.dataApi.calls.entries.length;
  const faults = passingFaults.filter(({ name }) => /^(ServiceUnavailable|answer lost)/.test(name));
  // Now the one fault, now the other; both at the last calls, among which are the commits.
  for (let index = 0; index < callsMade; index += 1) {
    const chosen = index < callsMade - 3 ? faults.slice(index % 4, (index % 4) + 1) : faults;
    for (const fault of chosen) {
      await empty();
      fault.order(api.dataApi.faults, { when: nthCall(index) });
      await migrate();
      expect([fault.name, index, await schemas()]).toEqual([fault.name, index, before]);
    }
  }
  expect(await migrate()).toEqual(none);
});

it('a migration that fails is named, and leaves nothing of itself or of those before it', async () => {
  const urls = await createCsharpDatabases();
  await runOn(urls.userDataUrl, 'create table user_inbox_receipts (unexpected int)');
  await expect(startTestSystem(urls)).rejects.toThrow(
    /Migrating user-data failed at 0004_inbox_order_and_receipts/,
  );

  await runOn(urls.userDataUrl, 'drop table user_inbox_receipts');
  const mended = await startTestSystem(urls);
  try {
    const { rows } = await mended.userData.query('select name from kysely_migration order by name');
    expect(rows.map(({ name }) => name)).toEqual(all.userData);
  } finally {
    await mended.stop();
  }
});

it('two deployments at once may start on one pair of empty databases', async () => {
  const urls = { userDataUrl: await createDatabase(), rateLimitUrl: await createDatabase() };
  const systems = await Promise.all([startTestSystem(urls), startTestSystem(urls)]);
  const [one] = systems;
  expect(await schemaOf(one.userData)).toEqual(await schemaOf(api.userData));
  await Promise.all(systems.map((system) => system.stop()));
});
