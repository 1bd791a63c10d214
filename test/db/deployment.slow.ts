import pg from 'pg';
import { expect, it } from 'vitest';
import { migrations } from '../../lib/db/migrations/index.ts';
import { createDatabase } from '../support/postgres/create-database.ts';
import { startTestSystem } from '../support/system/system.ts';

/** The same server's address of a database that is not there. */
async function absentDatabase() {
  const url = new URL(await createDatabase());
  const present = url.pathname.slice(1);
  url.pathname = `${present}_rate_limit`;
  return { name: url.pathname.slice(1), url: url.href };
}

const all = Object.keys(migrations['rate-limit']).length;

it('a new cluster has one database, and gets the other', async () => {
  const { name, url } = await absentDatabase();
  const api = await startTestSystem({ rateLimitUrl: url, settings: { RATE_LIMIT_DATABASE: name } });
  try {
    const { rows } = await api.rateLimit.query('select name from kysely_migration order by name');
    expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations['rate-limit']));
  } finally {
    await api.stop();
  }
});

it('two deployments at once may both find it missing', async () => {
  const { name, url } = await absentDatabase();
  const options = { userDataUrl: await createDatabase(), rateLimitUrl: url };
  const start = () => startTestSystem({ ...options, settings: { RATE_LIMIT_DATABASE: name } });
  const systems = await Promise.all([start(), start()]);
  const [one] = systems;
  expect((await one.rateLimit.query('select from kysely_migration')).rowCount).toBe(all);
  await Promise.all(systems.map((system) => system.stop()));
});

it("a cluster without the users' database fails the deployment, and says so", async () => {
  const { name, url } = await absentDatabase();
  await expect(startTestSystem({ userDataUrl: url, settings: { USER_DATA_DATABASE: name } })).rejects.toThrow(
    /Migrating user-data failed at the first migration: .*does not exist/,
  );
});

it('older code leaves the database of newer code as it is, and serves on it', async () => {
  const userDataUrl = await createDatabase();
  const newer = await startTestSystem({ userDataUrl });
  await newer.userData.query(
    `insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030-01-01T00:00:00.000Z')`,
  );
  await newer.stop();
  const older = await startTestSystem({ userDataUrl });
  try {
    const { status } = await older.call('POST', '/v2/user/create', {});
    expect(status).toBe(200);
    expect(older.logLines.join('\n')).toContain('newer than this code');
  } finally {
    await older.stop();
  }
});

it('a database that has had something else instead is left alone, and the deployment fails', async () => {
  const userDataUrl = await createDatabase();
  await (await startTestSystem({ userDataUrl })).stop();
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  await client.query(
    "update kysely_migration set name = '0001_another_start' where name = '0001_csharp_schema'",
  );
  await client.end();
  await expect(startTestSystem({ userDataUrl })).rejects.toThrow(/Migrating user-data failed/);
});
