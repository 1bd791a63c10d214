import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores the ids of recently counted calls, so that a statement sent again counts its call only once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`alter table rate_limit_consumptions add column if not exists request_ids uuid[] not null default '{}'`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limit_consumptions drop column request_ids`.execute(db);
}
