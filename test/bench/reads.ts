import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OwnPostgres } from '../support/own-system.ts';
import { createDatabases } from './database.ts';
import { checkOutParent, PARENT } from './parent.ts';
import { figure, type Table } from './report.ts';
import { BEGINNING, poll, type Request, send } from './request.ts';
import { median } from './statistics.ts';

const CLIENTS = 16;
/** Milliseconds: rounds short enough that a slow moment of the machine meets both. */
const ROUND = 700;
const WARM_UP = 5_000;
const ROUNDS = 15;
const USERS = 200;
/** Of the parent's time; a busy machine moves the ratio by some percent. */
const MAX_PERCENT = 115;

/** The whole stand-in, as `npm run dev` starts it, in a process of its own. */
interface Running {
  readonly url: string;
  readonly users: readonly string[];
  stop(): Promise<void>;
}

const reads: Readonly<Record<string, (users: readonly string[]) => Request>> = {
  'GET /v2/user/…': (users) => ({ method: 'GET', path: `/v2/user/${any(users)}` }),
  'POST /v2/users, 20': (users) => ({ method: 'POST', path: '/v2/users', body: { ids: users.slice(0, 20) } }),
  'POST /v2/events, 50 events': (users) => poll([{ userId: any(users), since: BEGINNING }]),
};

/** Reads of many clients at once, next to the same reads of the parent commit's code. */
export async function measureReads(postgres: OwnPostgres): Promise<Table> {
  const title = 'Reads of the stand-in';
  const parent = await checkOutParent();
  if (!parent) return { title, about: `Not measured: git has no ${PARENT} here.`, rows: [] };
  const running: Running[] = [];
  try {
    const theirs = await startFrom(postgres, 'reads_parent', parent.folder);
    running.push(theirs);
    const ours = await startFrom(postgres, 'reads', '.');
    running.push(ours);
    const rows = [];
    for (const [request, make] of Object.entries(reads))
      rows.push(await compare(request, make, ours, theirs));
    return {
      title,
      about:
        `By ${CLIENTS} clients, next to ${PARENT} (BENCH_PARENT names another), whose code lies in a temporary folder\n` +
        `with the packages of this one. Medians of ${ROUNDS} rounds in turn, and of their ratios.`,
      rows,
    };
  } finally {
    await Promise.all(running.map((system) => system.stop()));
    await parent.remove();
  }
}

async function compare(
  request: string,
  make: (users: readonly string[]) => Request,
  ours: Running,
  theirs: Running,
): Promise<Table['rows'][number]> {
  for (const system of [theirs, ours]) await throughput(system, make, WARM_UP);
  const rounds: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      theirs: await throughput(theirs, make, ROUND),
      ours: await throughput(ours, make, ROUND),
    });
  }
  const ratio = median(rounds.map((round) => round.ours / round.theirs));
  return {
    request,
    'a second': figure(median(rounds.map((round) => round.ours)), ''),
    "the parent's": figure(median(rounds.map((round) => round.theirs)), ''),
    ratio: figure(ratio, '×'),
    "of the parent's time": figure(100 / ratio, '%', MAX_PERCENT),
  };
}

/** Requests a second of clients that each send one after the other. */
async function throughput(
  { url, users }: Running,
  make: (users: readonly string[]) => Request,
  milliseconds: number,
): Promise<number> {
  const start = performance.now();
  let requests = 0;
  const client = async () => {
    for (; performance.now() - start < milliseconds; requests += 1) await send(url, make(users));
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (requests / (performance.now() - start)) * 1_000;
}

/** @param folder of the code. */
async function startFrom(postgres: OwnPostgres, name: string, folder: string): Promise<Running> {
  const { userDataUrl, rateLimitUrl } = await createDatabases(postgres, name);
  const child = fork('test/load/server.ts', [userDataUrl, rateLimitUrl], { cwd: folder });
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error(`The API in ${folder} ended by itself.`)));
  failed.catch(() => {});
  const [{ url }] = await Promise.race([once(child, 'message'), failed]);
  // Tables may have changed since, and what fills them with them.
  const { Seed }: typeof import('./seed.ts') = await import(
    pathToFileURL(resolve(folder, 'test/bench/seed.ts')).href
  );
  const seed = new Seed(userDataUrl);
  const users = await seed.users(USERS);
  await seed.events(users, 50, 500);
  await seed.finish();
  return {
    url,
    users,
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}

const any = (users: readonly string[]): string => users[Math.floor(Math.random() * users.length)] ?? '';
