import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetMessages, type InboxRow, takeMessages } from '../../lib/db/queries/inbox.ts';
import type { UserDataTables } from '../../lib/db/tables.ts';
import { leaveMessages, pollUntilEmpty } from '../support/feed/inbox.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

// A statement that is sent again may run beside the first one, or before it. Through the API no test can order that.

let api: TestSystem;
let db: Kysely<UserDataTables>;
beforeAll(async () => {
  api = await startTestSystem();
  db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...api.userData.options }) }) });
});
afterAll(async () => {
  await db.destroy();
  await api.stop();
});

const ids = (rows: readonly InboxRow[]) => rows.map(({ id }) => id).toSorted();

it('a page that is taken again is the same, though messages came meanwhile', async () => {
  const user = await insertUser(api);
  const page = randomUUID();
  const left = await leaveMessages(api, user, 3, 1);
  const first = await takeMessages(db, user.id, page);
  await leaveMessages(api, user, 2, 1);
  const again = await takeMessages(db, user.id, page);
  expect(ids(first)).toEqual(left);
  expect(ids(again)).toEqual(left);
  expect(again.map(({ given }) => given)).toEqual(first.map(({ given }) => given));
});

it('what a taking beside it took is not removed with the page, and given later', async () => {
  const user = await insertUser(api);
  const page = randomUUID();
  const left = await leaveMessages(api, user, 260, 1);
  const beside = await db.startTransaction().execute();
  const unheard = await takeMessages(beside, user.id, page);
  const heard = await takeMessages(db, user.id, page);
  await beside.commit().execute();
  const [given = ''] = heard.map((row) => row.given);
  await forgetMessages(db, user.id, [{ page, given }], undefined);

  await api.userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);
  const rest = await pollUntilEmpty(api, user);
  expect(unheard.length).toBeGreaterThan(0);
  expect(ids(heard).filter((id) => ids(unheard).includes(id))).toEqual([]);
  expect([...ids(heard), ...rest].toSorted()).toEqual(left);
});
