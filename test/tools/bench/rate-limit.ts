import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startDataApi } from '../../../infra/local/data-api/index.ts';
import { config } from '../../../lib/config.ts';
import { openRateLimit } from '../../../lib/db/client.ts';
import { countCall } from '../../../lib/db/queries/rate-limit.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { createDatabases, migrate } from './database.ts';
import { load, nextTo } from './load.ts';
import type { Table } from './report.ts';
import { recordStatements, renew, replay } from './statements.ts';

const CLIENTS = 16;
/** Calls that a web token may make a day. Each key is used that often, so that every call passes. */
const LIMIT = 100;
const PATIENCE = 30_000;

const UPSERT = `insert into plain_counts (key, calls) values ($1, 1)
  on conflict (key) do update set calls = plain_counts.calls + 1`;

/** The exact count of calls over the Data API, next to the cheapest statement that could count them. */
export async function measureRateLimit(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'counting');
  await migrate(databases);
  const dataApi = await startDataApi({
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    databases: { [config.RATE_LIMIT_DATABASE]: databases.rateLimitUrl },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_RDS_DATA: dataApi.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  });
  const pool = new pg.Pool({ connectionString: databases.rateLimitUrl, max: CLIENTS });
  await pool.query('create table plain_counts (key text primary key, calls int not null)');

  const count = async (key: string, id: string = randomUUID()) => {
    const now = Date.now();
    const { queries } = openRateLimit({ resumingUntil: now, deadline: now + PATIENCE });
    const { countedAt } = await countCall(queries, { key, formerKeys: [] }, id, LIMIT);
    if (countedAt === null) throw new Error('A call did not pass.');
  };
  const recorded = [randomUUID(), randomUUID()] as const;
  const statements = await recordStatements(() => count(...recorded));
  const countStraight = (key: string) => replay(pool, renew(statements, '', recorded, [key, randomUUID()]));

  const compare = async (keys: string, atOnce: number) => {
    const loadOf = (call: (key: string) => Promise<unknown>) => {
      const nextKey = keyring(atOnce);
      return load(CLIENTS, () => call(nextKey()));
    };
    const plain = await loadOf((key) => pool.query(UPSERT, [key]));
    const row = async (counted: string, call: (key: string) => Promise<unknown>) => ({
      keys,
      counted,
      ...nextTo('UPSERT', await loadOf(call), plain),
    });
    return [await row('over the Data API', count), await row('by `pg`', countStraight)];
  };
  try {
    return {
      title: 'Rate limit',
      about:
        `Counting a call, by the API's statement, next to one plain UPSERT of a number by \`pg\`. ${CLIENTS} clients; the\n` +
        "Data API, its clients and the database are on this machine's cores.",
      rows: [...(await compare('one for each client', CLIENTS)), ...(await compare('one for all', 1))],
    };
  } finally {
    await pool.end();
    await dataApi.stop();
  }
}

/** Returns the keys in turn, each as often as the limit allows, and then new ones. */
function keyring(atOnce: number): () => string {
  let keys: string[] = [];
  let handedOut = 0;
  return () => {
    if (handedOut % (atOnce * LIMIT) === 0) keys = Array.from({ length: atOnce }, () => randomUUID());
    const key = keys[handedOut % atOnce] ?? '';
    handedOut += 1;
    return key;
  };
}
