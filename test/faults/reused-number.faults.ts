import { expect, it } from 'vitest';
import { leaveMessages, poll } from '../support/feed/inbox.ts';
import { startMortalPostgres } from '../support/postgres/killed.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

/** The number of the transaction that waits for its commit. */
async function waitingNumber({ userData }: TestSystem): Promise<string | undefined> {
  const { rows } = await userData.query<{ number: string }>(
    `select backend_xid::text as number from pg_stat_activity
     where datname = current_database() and state = 'idle in transaction' and backend_xid is not null`,
  );
  return rows[0]?.number;
}

it('a poll that died with the database is not taken for another transaction that got its number', {
  timeout: 60_000,
}, async () => {
  await using postgres = await startMortalPostgres();
  const api = await startTestSystem(postgres);
  // Connections that die with the server are none of this test's business.
  for (const pool of [api.userData, api.rateLimit]) pool.on('error', () => undefined);
  try {
    // What has reached the disk keeps its number.
    await api.userData.query(`alter system set wal_writer_delay = '10s'`);
    await api.userData.query('select pg_reload_conf()');
    const user = await insertUser(api);
    const left = await leaveMessages(api, user, 3, 1);
    api.dataApi.faults.delay(4_000, { when: ({ operation }) => operation === 'CommitTransaction' });
    const answer = poll(api, user);
    await expect.poll(() => waitingNumber(api)).toBeDefined();
    const number = await waitingNumber(api);
    await postgres.killAndStart();
    const { rows } = await api.userData.query('select pg_current_xact_id()::text as number');
    expect(rows).toEqual([{ number }]);
    expect([...(await answer), ...(await poll(api, user))].toSorted()).toEqual(left);
  } finally {
    await api.stop();
  }
});
