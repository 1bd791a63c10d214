import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../../infra/local/data-api/types.ts';
import { startPostgres } from '../../../infra/local/postgres/index.ts';
import { startSystem } from '../../../infra/local/system.ts';
import { config } from '../../../lib/config.ts';
import { migrate } from '../../../lib/contract/functions.ts';
import type { DatabaseUrls } from '../../support/postgres/migrated-databases.ts';
import { removeFolder } from '../../support/system/folders.ts';
import { countMissed, toText } from '../bench/report.ts';
import { fill } from './fill.ts';
import { watchLocks } from './locks.ts';
import { type AdoptionOptions, readOptions } from './options.ts';
import { type Measured, toTable } from './table.ts';
import { startWriting } from './writers.ts';

/** Milliseconds of writing before the migrations. */
const RUN_IN = 10_000;

/** `npm run adoption [-- --users 1000 --events 10000 --purchases 1000 --rate 50 --bundles folder]` */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'liftlog-'));
  const { USER_DATA_DATABASE, RATE_LIMIT_DATABASE } = config;
  const postgres = await startPostgres({ dataDir, databases: [USER_DATA_DATABASE, RATE_LIMIT_DATABASE] });
  try {
    const urls = {
      userDataUrl: postgres.url(USER_DATA_DATABASE),
      rateLimitUrl: postgres.url(RATE_LIMIT_DATABASE),
    };
    console.log(`Filling: ${options.users} users, ${options.events} events, ${options.purchases} purchases`);
    await fill(urls, options);
    const table = toTable(await adopt(urls, options));
    console.log(toText(table));
    if (countMissed([table]) > 0) process.exitCode = 1;
  } finally {
    await postgres.stop();
    await removeFolder(dataDir);
  }
}

/** Migrates both databases over the Data API while the C# backend writes. */
async function adopt(urls: DatabaseUrls, options: AdoptionOptions): Promise<Measured> {
  const calls: Call[] = [];
  const system = await startSystem({
    port: 0,
    routes: [],
    hubs: [],
    bundleDir: options.bundles,
    settings: config,
    ...urls,
    isMigrated: true,
    dataApi: { onCall: (call) => calls.push(call) },
    log: ({ line }) => console.log(line),
  });
  const watches = await Promise.all([watchLocks(urls.userDataUrl), watchLocks(urls.rateLimitUrl)]);
  const writing = startWriting(urls, options);
  try {
    console.log('Writing');
    const begin = Date.now();
    await sleep(RUN_IN);
    const before = { begin, end: Date.now() };
    console.log('Migrating');
    const timeoutMilliseconds = migrate.timeoutSeconds * 1_000;
    const { payload, functionError } = await system.functions.invoke('migrate', {}, { timeoutMilliseconds });
    if (functionError !== undefined) throw new Error(payload);
    const { userData, rateLimit } = JSON.parse(payload);
    const held = watches.flatMap((watch) => watch.held);
    const names = [...userData, ...rateLimit.map((name: string) => `rate-limit ${name}`)];
    return { calls, names, writes: writing.writes, held, before };
  } finally {
    await writing.stop();
    await Promise.all(watches.map((watch) => watch.stop()));
    await system.stop();
  }
}

await main();
