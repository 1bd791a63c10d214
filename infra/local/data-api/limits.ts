/**
 * Limits of the RDS Data API.
 * Source: the Aurora user guide's "Limitations" and "Troubleshooting" of the Data API, and its API reference.
 */

/** Bytes of a request: the request line, the headers and the JSON. */
export const REQUEST_BYTES = 4 * 1024 * 1024;

/** Bytes of a result as PostgreSQL sends it (see `sizes.ts`). */
export const RESULT_BYTES = 1024 * 1024;

/** Bytes of one row. The guide says 64 KB, which may mean KiB; this is the smaller of the two. */
export const ROW_BYTES = 64_000;

/** Characters of `formattedRecords`. */
export const FORMATTED_CHARACTERS = 10 * 1024 * 1024;

/** Characters of a statement. */
export const SQL_CHARACTERS = 65_536;

/** Milliseconds of a statement. */
export const STATEMENT_TIMEOUT = 45_000;

/** Milliseconds between two calls of one transaction. */
export const TRANSACTION_IDLE_TIMEOUT = 180_000;
