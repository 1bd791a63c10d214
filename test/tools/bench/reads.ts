import type { OwnPostgres } from '../../support/system/own-system.ts';
import { checkOutParent, PARENT } from './parent.ts';
import { figure, type Table } from './report.ts';
import { BEGINNING, poll, type Request, send } from './request.ts';
import { type Running, startFrom } from './running.ts';
import { median } from './statistics.ts';

const CLIENTS = 16;
/** Milliseconds. Rounds are short, so that a slow moment of the machine affects both. */
const ROUND = 700;
const WARM_UP = 5_000;
const ROUNDS = 15;
/** Percent of the parent's processor time, which is more reliable than the clock on a busy machine. */
const MAX_PERCENT = 110;

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
        `with the packages of this one. Medians of ${ROUNDS} rounds in turn. Processor time: of gateway, functions and\n` +
        'Data API a request, where the system is Linux.',
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
  for (const system of [theirs, ours]) await measureRound(system, make, WARM_UP);
  const rounds: { readonly ours: Round; readonly theirs: Round }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      theirs: await measureRound(theirs, make, ROUND),
      ours: await measureRound(ours, make, ROUND),
    });
  }
  const medianOf = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
  const [own, parents] = [
    medianOf((round) => round.ours.processorTime),
    medianOf((round) => round.theirs.processorTime),
  ];
  return {
    request,
    'a second': figure(
      medianOf((round) => round.ours.throughput),
      '',
    ),
    "the parent's": figure(
      medianOf((round) => round.theirs.throughput),
      '',
    ),
    ratio: figure(
      medianOf((round) => round.ours.throughput / round.theirs.throughput),
      '×',
    ),
    ...(process.platform === 'linux' && {
      'processor time': figure(own, 'ms'),
      "the parent's time": figure(parents, 'ms'),
      'of the parent': figure((own / parents) * 100, '%', MAX_PERCENT),
    }),
  };
}

interface Round {
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds a request. */
  readonly processorTime: number;
}

/** Runs clients that each send one request after the other, for a fixed time. */
async function measureRound(
  { url, users, processorTime }: Running,
  make: (users: readonly string[]) => Request,
  milliseconds: number,
): Promise<Round> {
  const [start, timeBefore] = [performance.now(), processorTime()];
  let requests = 0;
  const client = async () => {
    for (; performance.now() - start < milliseconds; requests += 1) await send(url, make(users));
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    throughput: (requests / (performance.now() - start)) * 1_000,
    processorTime: (processorTime() - timeBefore) / requests,
  };
}

const any = (users: readonly string[]): string => users[Math.floor(Math.random() * users.length)] ?? '';
