import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '../../lib/db/migrations/index.ts';
import { kysely } from '../support/postgres/kysely-cli.ts';
import { schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const names = Object.keys(migrations['user-data']);
const listed = (done: readonly string[]) => done.map((name) => `[✓] ${name}`).join('\n');

it('lists the migrations of either database, and asks one a question', async () => {
  const user = await insertUser(api);
  const [ofUserData, ofRateLimit, answer] = await Promise.all([
    kysely(api, 'migrate', 'list'),
    kysely(api, 'migrate', 'list', '--environment', 'rate_limit'),
    kysely(api, 'sql', `select id, user_lookup, created > 'yesterday' as fresh from users`),
  ]);
  expect(ofUserData).toContain(listed(names));
  expect(ofRateLimit).toContain(listed(Object.keys(migrations['rate-limit'])));
  expect(ofRateLimit).not.toContain('0002_event_order');
  expect(answer).toContain(user.id);
  expect(answer).toContain(user.lookup);
  await api.userData.query('delete from users');
});

it('undoes the newest migration, all of them, and runs them again', async () => {
  const before = await schemaOf(api.userData);

  await kysely(api, 'migrate', 'down');
  const ran = await api.userData.query('select name from kysely_migration order by name');
  expect(ran.rows.map(({ name }) => name)).toEqual(names.slice(0, -1));

  await kysely(api, 'migrate', 'rollback', '--all');
  const { rows } = await api.userData.query(
    `select table_name from information_schema.tables where table_schema = 'public' and table_name not like 'kysely%'`,
  );
  expect(rows).toEqual([]);

  await kysely(api, 'migrate', 'latest');
  expect(await schemaOf(api.userData)).toEqual(before);
});

it('does not undo the first migration where tables hold rows, nor any other with it', async () => {
  const before = await schemaOf(api.userData);
  const user = await insertUser(api);
  await expect(kysely(api, 'migrate', 'rollback', '--all')).rejects.toMatchObject({
    stderr: expect.stringContaining('The table users contains rows and is not dropped.'),
  });
  expect(await schemaOf(api.userData)).toEqual(before);
  const { rows } = await api.userData.query('select id from users');
  expect(rows).toEqual([{ id: user.id }]);
  await api.userData.query('delete from users');
});
