import type pg from 'pg';
import type { TestSystem } from '../system/system.ts';

/** Every row of every table of a database, as text; bytes are hex. */
async function rowsOf(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => pool.query<{ row: string }>(`select t::text as row from ${name} as t`)),
  );
  return rows.flatMap((result) => result.rows.map(({ row }) => row));
}

/** All that both databases hold. */
export async function dumpTables({ userData, rateLimit }: TestSystem): Promise<string> {
  return (await Promise.all([rowsOf(userData), rowsOf(rateLimit)])).flat().join('\n');
}

/** The ways in which something secret may be written: as it is, as hex, as base64 wherever it begins. */
function spellings(secret: Uint8Array | string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) => {
    // What is in the middle does not depend on the bytes around it.
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [bytes.toString(), bytes.toString('hex'), ...base64];
}

/** Which of some secrets are in a text, in whatever spelling. */
export const found = (text: string, secrets: Iterable<Uint8Array | string>): (Uint8Array | string)[] => {
  const lowerCase = text.toLowerCase();
  return [...secrets].filter((secret) =>
    spellings(secret).some((spelling) => lowerCase.includes(spelling.toLowerCase())),
  );
};
