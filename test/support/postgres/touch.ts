import type { TestSystem } from '../system/system.ts';

const AGES = ['59 minutes', '61 minutes'] as const;

/** Sets every row's `last_accessed` back, makes a call, and returns for each age whether the call updated it. */
export async function touchedAfter(
  api: TestSystem,
  table: 'users' | 'user_events',
  call: () => Promise<unknown>,
): Promise<Record<string, boolean>> {
  const touched: Record<string, boolean> = {};
  for (const age of AGES) {
    await api.userData.query(`update ${table} set last_accessed = now() - $1::interval`, [age]);
    await call();
    const { rows } = await api.userData.query<{ touched: boolean }>(
      `select bool_or(last_accessed > now() - interval '30 minutes') as touched from ${table}`,
    );
    touched[age] = rows[0]?.touched === true;
  }
  return touched;
}
