import type pg from 'pg';
import type { Bound } from './bind.ts';
import { DataApiError, fromPostgres, timedOut } from './errors.ts';
import type { ExecuteStatement } from './requests.ts';
import { type RawResult, toResponse, UnsupportedColumn } from './results.ts';

const asText = (value: string): string => value;

/**
 * Runs one statement. The values of its result stay in PostgreSQL's text form.
 *
 * @throws DataApiError as the service would.
 */
export async function run(client: pg.ClientBase, { text, types, values }: Bound): Promise<RawResult> {
  const query = {
    text,
    values,
    rowMode: 'array' as const,
    // Only the extended protocol refuses several statements in one query.
    queryMode: 'extended',
    // pg takes the parsers of results from this object, and reads it as an array for the types of parameters.
    types: Object.assign([...types], { getTypeParser: () => asText }),
  };
  try {
    return await client.query<(string | null)[]>(query);
  } catch (error) {
    throw fromPostgres(error);
  }
}

/**
 * Runs a statement that continues after its timeout.
 *
 * @param milliseconds the timeout of the response.
 * @param keep keeps the connection out of the pool until the statement has ended.
 * @throws DataApiError as the service would.
 */
export async function runOn(
  client: pg.ClientBase,
  bound: Bound,
  milliseconds: number,
  keep: (until: Promise<unknown>) => void,
): Promise<RawResult> {
  await run(client, { text: 'set statement_timeout = 0', types: [], values: [] });
  const result = run(client, bound);
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(timedOut()), milliseconds);
  const restored = result
    .catch(() => undefined)
    .finally(() => clearTimeout(timer))
    .then(() => client.query('reset statement_timeout'))
    .catch(() => undefined);
  keep(restored);
  // The connection is free before the response is sent: the next call of a transaction may follow at once.
  return Promise.race([restored.then(() => result), timeout]);
}

/**
 * Makes the response to a statement that has run.
 *
 * @throws DataApiError when its result cannot be sent; the statement has taken effect all the same.
 */
export async function responseOf(
  client: pg.ClientBase,
  result: RawResult,
  request: ExecuteStatement,
): Promise<Record<string, unknown>> {
  try {
    return toResponse(result, request);
  } catch (error) {
    if (!(error instanceof UnsupportedColumn)) throw error;
    const type = await typeName(client, error.oid);
    throw new DataApiError(
      'UnsupportedResultException',
      `The result contains the unsupported data type ${type}.`,
    );
  }
}

async function typeName(client: pg.ClientBase, oid: number): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select case when oid = '"char"'::regtype then '"CHAR"' else upper(typname) end as name from pg_type where oid = $1`,
    [oid],
  );
  return rows[0]?.name ?? String(oid);
}
