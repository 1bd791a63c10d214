import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A statement as sent to PostgreSQL. */
export interface Statement {
  readonly text: string;
  /** Each parameter's type, as PostgreSQL's object id. */
  readonly types: readonly number[];
  readonly values: readonly (string | Buffer | null)[];
}

/** The statement with which the Data API resets a session. */
const HOUSEKEEPING = 'discard all';

/** Runs a callback, and records what this process, in which the Data API runs, sends to PostgreSQL. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const query: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof query !== 'function') throw new TypeError('pg has changed.');
  const recording = function (this: pg.Client, sent: string | Statement, ...rest: unknown[]): unknown {
    const { text, types, values } = typeof sent === 'string' ? { text: sent, types: [], values: [] } : sent;
    if (text !== HOUSEKEEPING) statements.push({ text, types: [...types], values });
    return Reflect.apply(query, this, [sent, ...rest]);
  };
  Object.assign(pg.Client.prototype, { query: recording });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return statements;
}

const asText = (value: string): string => value;

/** Sends the statements of one request to PostgreSQL, one after the other on one connection. */
export async function replay(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, types, values } of statements) {
      // pg takes the types of parameters from this array, and the parsers of results from the same object.
      const both = Object.assign([...types], { getTypeParser: () => asText });
      await client.query({ text, values: [...values], types: both, rowMode: 'array' });
    }
  } finally {
    client.release();
  }
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const CUID = /^[a-z][a-z\d]{11}$/;

/**
 * Adapts the statements to another request: with its ids, and new ones in place of those that the function made.
 *
 * @param known text of the recorded request: ids in it are not the function's.
 */
export function renew(
  statements: readonly Statement[],
  known: string,
  from: readonly string[],
  to: readonly string[],
): Statement[] {
  const made = new Map<string, string>();
  const renewed = (value: string | Buffer | null): string | Buffer | null => {
    if (typeof value !== 'string') return value;
    const given = from.indexOf(value);
    if (given >= 0) return to[given] ?? value;
    if (known.includes(value)) return value;
    if (UUID.test(value)) return made.get(value) ?? remember(made, value, randomUUID());
    if (CUID.test(value)) return made.get(value) ?? remember(made, value, `c${randomUUID().slice(-11)}`);
    return from.reduce((text, id, index) => text.replaceAll(id, to[index] ?? id), value);
  };
  return statements.map(({ text, types, values }) => ({ text, types, values: values.map(renewed) }));
}

function remember(made: Map<string, string>, value: string, instead: string): string {
  made.set(value, instead);
  return instead;
}
