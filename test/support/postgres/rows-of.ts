import type { TestSystem } from '../system/system.ts';
import type { TestUser } from '../users/users.ts';

/** Every row that belongs to a user, as text, by table: equal means that none was changed, added or removed. */
export async function rowsOf(api: TestSystem, { id }: TestUser): Promise<Record<string, string[]>> {
  const { rows: tables } = await api.userData.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'user_id' order by table_name`,
  );
  const owned = [{ name: 'users', key: 'id' }, ...tables.map(({ name }) => ({ name, key: 'user_id' }))];
  const entries = owned.map(async ({ name, key }) => {
    const { rows } = await api.userData.query<{ row: string }>(
      `select t::text as row from ${name} as t where ${key} = $1 order by 1`,
      [id],
    );
    return [name, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
