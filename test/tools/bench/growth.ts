import { randomUUID } from 'node:crypto';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { poll, putEvent, type Request, send } from './request.ts';
import { Seed } from './seed.ts';
import { median, timed } from './statistics.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const RESPONSE_EVENTS = 50;
const ROUNDS = 100;
const WARM_UP_ROUNDS = 20;
const MAX_RATIO = 1.5;

/** The latency of a call by the number of events of a user. */
export async function measureGrowth(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'growth');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const users = await seed.users(SIZES.length);
  const owners: { size: number; userId: string; since: string }[] = [];
  for (const [index, userId] of users.entries()) {
    const size = SIZES[index] ?? 0;
    await seed.events([userId], size, 200);
    owners.push({ size, userId, since: await seed.sinceNewest(userId, RESPONSE_EVENTS) });
  }
  await seed.finish();

  const api = await startBenchApi(databases);
  try {
    const polls = await medians(
      api.url,
      owners.map((owner) => () => poll([owner])),
    );
    const puts = await medians(
      api.url,
      owners.map(
        ({ userId }) =>
          () =>
            putEvent(userId, randomUUID()),
      ),
    );
    const [poll0 = Number.NaN] = polls;
    const [put0 = Number.NaN] = puts;
    return {
      title: 'Stored events',
      about: `Median of ${ROUNDS} rounds, against the user with the fewest events; each response has ${RESPONSE_EVENTS} events.`,
      rows: owners.map(({ size }, index) => ({
        'events stored': String(size),
        'POST /v2/events': figure(polls[index] ?? Number.NaN, 'ms'),
        'against the fewest': figure((polls[index] ?? Number.NaN) / poll0, '×', MAX_RATIO),
        'PUT /v2/event': figure(puts[index] ?? Number.NaN, 'ms'),
        'against fewest': figure((puts[index] ?? Number.NaN) / put0, '×', MAX_RATIO),
      })),
    };
  } finally {
    await api.stop();
  }
}

/** Sends the requests alternately, so that a slow moment of the machine affects all of them. */
async function medians(url: string, requests: readonly (() => Request)[]): Promise<number[]> {
  const samples = requests.map((): number[] => []);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [index, request] of requests.entries()) {
      const milliseconds = await timed(() => send(url, request()));
      if (round >= 0) samples[index]?.push(milliseconds);
    }
  }
  return samples.map(median);
}
