import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';

/**
 * Finds unused purchases by the call that was counted last. Both backends append, so it is nearly always the newest call;
 * purchases without calls come first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIndexes(db, {
    name: 'ix_rate_limit_consumptions_last_call',
    table: 'rate_limit_consumptions',
    on: "(coalesce(requests[cardinality(requests)], '-infinity'))",
  });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_rate_limit_consumptions_last_call`.execute(db);
}
