import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { BEGINNING, poll, send } from './request.ts';
import { Seed } from './seed.ts';

const USERS = 200;
const EVENTS_EACH = 250;
const PAYLOAD_BYTES = 5 * 1_024;
const MIB = 1_024 * 1_024;
const MAX_RESPONSE_MIB = 100;
const MAX_GROWTH = 1.3;

interface Event {
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
}

/** A new follower of many users catches up with all their events, polling as the app does. */
export async function measureFollowers(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'followers');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const users = await seed.users(USERS);
  await seed.events(users, EVENTS_EACH, PAYLOAD_BYTES);
  await seed.finish();

  const api = await startBenchApi(databases);
  try {
    const newest = new Map(users.map((userId) => [userId, BEGINNING]));
    const received = new Map<string, number>();
    const responses: number[] = [];
    const peaks: number[] = [];
    const start = performance.now();
    for (let isEmpty = false; !isEmpty; ) {
      const text = await send(api.url, poll([...newest].map(([userId, since]) => ({ userId, since }))));
      const { events }: { events: Event[] } = JSON.parse(text);
      for (const { userId, eventId, timestamp } of events) {
        received.set(eventId, (received.get(eventId) ?? 0) + 1);
        if (timestamp > (newest.get(userId) ?? '')) newest.set(userId, timestamp);
      }
      isEmpty = events.length === 0;
      if (!isEmpty) {
        responses.push(Buffer.byteLength(text) / MIB);
        peaks.push(await api.peakMemory());
      }
    }
    const seconds = (performance.now() - start) / 1_000;
    const total = responses.reduce((sum, size) => sum + size, 0);
    const missing = USERS * EVENTS_EACH - received.size;
    const repeated = [...received.values()].filter((times) => times > 1).length;
    const [first = Number.NaN] = peaks;
    const last = peaks.at(-1) ?? Number.NaN;
    const row = (what: string, ...[value, unit, atMost]: Parameters<typeof figure>) => ({
      what,
      figure: figure(value, unit, atMost),
    });
    return {
      title: 'Many followed users',
      about: `${USERS} users with ${EVENTS_EACH} events of 5 KiB each, fetched by \`since\` = the newest held.`,
      rows: [
        row('events missing', missing, '', 0),
        row('events that came twice', repeated, '', 0),
        row('all responses', total, 'MiB'),
        row('responses', responses.length, ''),
        row('largest response', Math.max(...responses), 'MiB', MAX_RESPONSE_MIB),
        row('time, until nothing is new', seconds, 's'),
        row('speed', total / seconds, 'MiB/s'),
        row('peak memory after the first response', first, 'MiB'),
        row('peak memory after the last response', last, 'MiB'),
        row('last against first', last / first, '×', MAX_GROWTH),
      ],
    };
  } finally {
    await api.stop();
  }
}
