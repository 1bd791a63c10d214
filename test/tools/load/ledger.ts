import pg from 'pg';

/** The row changes per table that successful responses promise. */
export class Ledger {
  readonly #change = new Map<string, number>();

  note(table: string, rows: number): void {
    this.#change.set(table, this.change(table) + rows);
  }

  change(table: string): number {
    return this.#change.get(table) ?? 0;
  }
}

/** The tables that the load's calls write to. */
export const TABLES = ['users', 'user_events', 'user_follow_secrets', 'user_inbox_items', 'shared_items'];

/** How many rows each table has. */
export async function countRows(userDataUrl: string): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  try {
    const counts = new Map<string, number>();
    for (const table of TABLES) {
      const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
      counts.set(table, rows[0]?.rows ?? 0);
    }
    return counts;
  } finally {
    await client.end();
  }
}
