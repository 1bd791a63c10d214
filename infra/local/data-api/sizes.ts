import { DataApiError } from './errors.ts';
import { RESULT_BYTES, ROW_BYTES } from './limits.ts';

/** A row starts with its number of columns, and each value with its length. */
const ROW_OVERHEAD = 2;
const VALUE_OVERHEAD = 4;

/**
 * Checks the size of a result as the service measures it: the bytes of PostgreSQL's rows on the wire, with values in
 * their text form (so a byte of bytea is two hex digits).
 *
 * @throws UnsupportedResultException when a row or the whole result is too large.
 */
export function checkSize(rows: readonly (string | null)[][], columns: number): void {
  let total = 0;
  for (const row of rows) {
    const size = row.reduce(
      (sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)),
      ROW_OVERHEAD + VALUE_OVERHEAD * columns,
    );
    if (size > ROW_BYTES) throw tooLarge(`Packet for query is too large (${size} > ${ROW_BYTES}).`);
    total += size;
  }
  if (total > RESULT_BYTES) throw tooLarge('The result exceeds the size limit 1 MB.');
}

const tooLarge = (message: string): DataApiError => new DataApiError('UnsupportedResultException', message);
