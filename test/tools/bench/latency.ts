import pg from 'pg';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { type BenchApi, startBenchApi } from './api.ts';
import { type Call, typicalCalls } from './calls.ts';
import { createDatabases, migrate } from './database.ts';
import { load, nextTo } from './load.ts';
import { figure, type Table } from './report.ts';
import { send } from './request.ts';
import { Seed } from './seed.ts';
import { recordStatements, renew, replay } from './statements.ts';

const CLIENTS = [1, 16];

/** The Data API calls of each call, and its latency and throughput next to the same SQL without the API. */
export async function measureCalls(postgres: OwnPostgres): Promise<Table[]> {
  const databases = await createDatabases(postgres, 'latency');
  await migrate(databases);
  const calls = await typicalCalls(new Seed(databases.userDataUrl));
  const api = await startBenchApi(databases);
  const pool = new pg.Pool({ connectionString: databases.userDataUrl, max: Math.max(...CLIENTS) });
  try {
    const counts = [];
    const latencies = [];
    for (const call of calls) {
      counts.push({ request: call.name, 'Data API calls': await countCalls(api, call) });
      for (const clients of CLIENTS) latencies.push(await compare(api, pool, call, clients));
    }
    return [
      { title: 'Data API calls', about: 'Of each request, warm and of typical size.', rows: counts },
      {
        title: 'Latency and throughput',
        about:
          'Next to the same SQL with like parameters, sent by `pg` straight to the same database. The API here is\n' +
          'gateway, function and Data API on this machine, its client and its database on the same cores.',
        rows: latencies,
      },
    ];
  } finally {
    await pool.end();
    await api.stop();
  }
}

/** Of the second request, as the first is cold. */
async function countCalls(api: BenchApi, { fresh, request, dataApiCalls }: Call) {
  await send(api.url, request(fresh()));
  const before = api.countCalls();
  await send(api.url, request(fresh()));
  return figure(api.countCalls() - before, '', dataApiCalls);
}

async function compare(api: BenchApi, pool: pg.Pool, call: Call, clients: number) {
  const { name, fresh, request } = call;
  const recorded = fresh();
  const known = JSON.stringify(request(recorded));
  const statements = await recordStatements(() => send(api.url, request(recorded)));
  const ours = await load(clients, () => send(api.url, request(fresh())));
  const straight =
    statements.length === 0
      ? undefined
      : await load(clients, () => replay(pool, renew(statements, known, recorded, fresh())));
  return { request: name, clients: String(clients), ...nextTo('SQL', ours, straight) };
}
