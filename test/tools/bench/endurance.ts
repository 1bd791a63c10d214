import { randomUUID } from 'node:crypto';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { BEGINNING, poll, putEvent, type Request, send } from './request.ts';
import { Seed } from './seed.ts';

const REQUESTS = 100_000;
/** Requests before those, which compile what is called and fill what is kept. */
const RUN_IN = 20_000;
/**
 * Of each heap, of which less than half is in use. With more, V8 lets garbage lie until it fills the room that it has: what
 * grows then is not what a leak would be.
 */
const HEAP_MEGABYTES = 64;
/** Requests from one measurement to the next. */
const PART = 10_000;
const CLIENTS = 8;
const USERS = 50;
const MAX_RATIO = 1.1;

/** The memory that gateway and functions hold while they serve 100,000 requests. */
export async function measureEndurance(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'endurance');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const users = await seed.users(USERS);
  await seed.events(users, 20, 2_000);
  await seed.finish();
  const any = () => users[Math.floor(Math.random() * USERS)] ?? '';
  const requests: readonly (() => Request)[] = [
    () => ({ method: 'GET', path: `/v2/user/${any()}` }),
    () => poll([{ userId: any(), since: BEGINNING }]),
    // One event each, so that responses stay as large as they are.
    () => putEvent(any(), EVENT_ID),
  ];

  const api = await startBenchApi(databases, {}, { memoryMegabytes: HEAP_MEGABYTES });
  const held: number[] = [];
  try {
    for (let done = 0; done < RUN_IN + REQUESTS; done += PART) {
      const client = async (_: unknown, index: number) => {
        for (let number = index; number < PART; number += CLIENTS) {
          const make = requests[number % requests.length];
          if (make !== undefined) await send(api.url, make());
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      held.push(await api.heldMemory());
    }
  } finally {
    await api.stop();
  }
  return {
    title: 'Memory over many requests',
    about:
      `Of gateway and functions, by ${CLIENTS} clients that read a user, poll and put an event in turn, against the memory\n` +
      `after the first ${RUN_IN}. Each heap has ${HEAP_MEGABYTES} MB.`,
    rows: held.slice(RUN_IN / PART).map((memory, part) => ({
      requests: figure((part + 1) * PART, ''),
      memory: figure(memory, 'MiB'),
      'against the run-in': figure(memory / (held[RUN_IN / PART - 1] ?? Number.NaN), '×', MAX_RATIO),
    })),
  };
}

const EVENT_ID = randomUUID();
