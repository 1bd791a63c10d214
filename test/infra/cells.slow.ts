import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followedUsers, storeEvents } from '../support/feed/events.ts';
import { poll } from '../support/feed/follow.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

/** Of one cell, and of the cells' cluster that has all of them. */
interface Cell {
  readonly api: TestSystem;
  readonly ids: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
}

const TABLES = ['users', 'user_follow_secrets', 'user_events'];
const BEGINNING = '0001-01-01T00:00:00Z';

let cells: Cell[];
let all: TestSystem;
beforeAll(async () => {
  all = await startTestSystem();
  cells = await Promise.all([newCell(), newCell(), newCell()]);
  for (const { api } of cells) for (const table of TABLES) await copy(api, table);
});
afterAll(() => Promise.all([all, ...cells.map(({ api }) => api)].map((api) => api.stop())));

async function newCell(): Promise<Cell> {
  const api = await startTestSystem();
  const { users, secrets } = await followedUsers(api, 12);
  // Over two pages of a feed, with time stamps that users of different cells share.
  await storeEvents(api, users, { count: 60, payloadBytes: 2_000, alike: 2 });
  return { api, ids: users.map(({ id }) => id), secrets };
}

/** Adds all rows of a cell to the cluster that has everybody. */
async function copy(api: TestSystem, table: string): Promise<void> {
  const { rows } = await api.userData.query(`select coalesce(json_agg(t), '[]') as rows from ${table} as t`);
  await all.userData.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows[0].rows),
  ]);
}

const get = async (api: TestSystem, ids: readonly string[]) =>
  (await api.call('POST', '/v2/users', { ids })).body.users;

const feed = async (api: TestSystem, secrets: Readonly<Record<string, string>>) => {
  const users = Object.entries(secrets).map(([userId, followSecret]) => {
    return { userId, followSecret, since: BEGINNING };
  });
  return (await poll(api, ...users)).body;
};

describe('users in cells', () => {
  test('are read together as from one cluster: what cells do not know, they leave out', async () => {
    const ids = cells.flatMap((cell) => cell.ids);
    const parts = await Promise.all(cells.map(({ api }) => get(api, ids)));
    expect(Object.assign({}, ...parts)).toEqual(await get(all, ids));
  });

  test('are followed together as in one cluster: feeds are merged by their time stamps', async () => {
    const wrong = Object.fromEntries(cells.map(({ ids }, index) => [ids[0] ?? '', `wrong ${index}`]));
    const asked = cells.map(({ secrets, ids }) => ({
      ...secrets,
      [ids[0] ?? '']: wrong[ids[0] ?? ''] ?? '',
    }));
    const parts = await Promise.all(cells.map(({ api }, index) => feed(api, asked[index] ?? {})));
    const whole = await feed(all, Object.assign({}, ...asked));
    const key = ({ timestamp, userId, eventId }: any) => `${timestamp} ${userId} ${eventId}`;
    const merged = parts
      .flatMap(({ events }) => events)
      .toSorted((one: any, other: any) => (key(one) < key(other) ? -1 : 1));
    expect(merged.length).toBe(cells.length * 11 * 60);
    expect(whole.events).toEqual(merged);
    const refused = new Set(parts.flatMap(({ invalidFollowSecrets }) => invalidFollowSecrets));
    expect(refused.size).toBe(cells.length);
    expect(new Set(whole.invalidFollowSecrets)).toEqual(refused);
  });
});
