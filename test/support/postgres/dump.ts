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

/** The contents of both databases. */
export async function dumpTables({ userData, rateLimit }: TestSystem): Promise<string> {
  return (await Promise.all([rowsOf(userData), rowsOf(rateLimit)])).flat().join('\n');
}

/** The encodings in which a secret may appear: unchanged, as hex, or as base64 at any offset. */
function spellings(secret: Uint8Array | string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) => {
    // The middle does not depend on the surrounding bytes.
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [bytes.toString(), bytes.toString('hex'), ...base64];
}

/** The secrets that a text contains in any encoding. */
export const found = (text: string, secrets: Iterable<Uint8Array | string>): (Uint8Array | string)[] => {
  const lowerCase = text.toLowerCase();
  return [...secrets].filter((secret) =>
    spellings(secret).some((spelling) => lowerCase.includes(spelling.toLowerCase())),
  );
};
