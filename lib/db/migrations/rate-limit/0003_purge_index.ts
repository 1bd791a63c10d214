import { type Kysely, sql } from 'kysely';

/**
 * Finds unused purchases by the call that was counted last. Both backends append, so it is nearly always the newest call;
 * purchases without calls come first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index ix_rate_limit_consumptions_last_call on rate_limit_consumptions
      (coalesce(requests[cardinality(requests)], '-infinity'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_rate_limit_consumptions_last_call`.execute(db);
}
