import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { everyCallOnce } from '../support/faults/passing.ts';
import { migrate } from '../support/postgres/database-users.ts';
import { createLargeCsharpDatabases } from '../support/postgres/large-csharp.ts';
import type { DatabaseUrls } from '../support/postgres/migrated-databases.ts';
import { schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

/** The statements of a run that was not disturbed, each once, and the schema that it left. */
let statements: Set<string>;
let schema: unknown;
beforeAll(async () => {
  const { api, urls } = await startUnmigrated();
  await migrate(api);
  statements = new Set(api.dataApi.calls.entries.map(({ operation, sql = '' }) => `${operation} ${sql}`));
  schema = await schemasOf(urls);
  await api.stop();
});

async function startUnmigrated(): Promise<{ api: TestSystem; urls: DatabaseUrls }> {
  const urls = await createLargeCsharpDatabases();
  const dataApi = { transactionIdleTimeout: 300 };
  return { api: await startTestSystem({ ...urls, isMigrated: true, dataApi }), urls };
}

async function schemasOf({ userDataUrl, rateLimitUrl }: DatabaseUrls): Promise<unknown> {
  const pools = [userDataUrl, rateLimitUrl].map((connectionString) => new pg.Pool({ connectionString }));
  const found = await Promise.all(pools.map(schemaOf));
  const { rows } = (await pools[0]?.query('select count(*) from pg_index where not indisvalid')) ?? {};
  await Promise.all(pools.map((pool) => pool.end()));
  return { found, invalid: rows };
}

/** How a run is cut off at a call, once it has arrived. */
type Cut = (api: TestSystem, when: Parameters<TestSystem['dataApi']['faults']['delay']>[1]) => void;

it.each<[string, Cut]>([
  ['refused', ({ dataApi: { faults } }, scope) => faults.fail('AccessDeniedException', scope)],
  [
    'sent, and the function killed',
    ({ dataApi: { faults }, functions }, scope = {}) => {
      const { when = () => false } = scope;
      const killing: typeof when = (call) => {
        const isNow = when(call);
        if (isNow) functions.kill('migrate');
        return isNow;
      };
      faults.loseResponse({ ...scope, when: killing });
    },
  ],
])('a run that is cut off at every statement in turn, which is %s, ends as any other', async (_, cut) => {
  const { api, urls } = await startUnmigrated();
  const isFirst = everyCallOnce();
  const isOurs = ({ sql = '' }) => !sql.includes('pg_stat_activity');
  cut(api, { times: Number.POSITIVE_INFINITY, when: (call) => isOurs(call) && isFirst(call) });
  let runs = 0;
  for (let isDone = false; !isDone; runs += 1) {
    isDone = await migrate(api).then(
      () => true,
      () => false,
    );
    expect(runs).toBeLessThan(2 * statements.size);
  }
  // The lock is released whatever becomes of that call, so a run may be cut off there and end well.
  expect(runs).toBeGreaterThan(statements.size / 2);
  expect(await schemasOf(urls)).toEqual(schema);
  await api.stop();
});
