import * as z from 'zod/mini';
import { config, integer, NO_CLUSTER, readSettings, wholeNumber } from '../../lib/config.ts';

const postgresUrl = z
  .string()
  .check(
    z.regex(/^postgres(ql)?:\/\/./, 'must be a connection string such as postgres://user@host/database'),
  );

/** Settings of the local stand-in for AWS. No function reads them. */
export const localSettings = z.object({
  /** Port of the API on 127.0.0.1. */
  PORT: integer(3_000, 1, 65_535),
  /** Port of the RDS Data API on 127.0.0.1; by default, 10,000 above or below `PORT`. */
  DATA_API_PORT: z.optional(wholeNumber(1, 65_535)),
  /** Data folder of the embedded PostgreSQL. */
  DATA_DIR: z._default(z.string(), '.data'),
  /** Connection strings of PostgreSQL servers to use instead of the embedded one. */
  DATABASE_URL: z.optional(postgresUrl),
  RATE_LIMIT_DATABASE_URL: z.optional(postgresUrl),
});

export type LocalSettings = z.infer<typeof localSettings>;

/** Reads the stand-in's settings, with every port. @throws Error as {@link readSettings} does. */
export function readLocalConfig(): LocalSettings & { readonly DATA_API_PORT: number } {
  const local = readSettings(localSettings, process.env);
  const { PORT, DATA_API_PORT = PORT > 55_535 ? PORT - 10_000 : PORT + 10_000 } = local;
  return { ...local, DATA_API_PORT };
}

/**
 * Points the AWS client of a local command, such as `npm run db:status`, at the stand-in of `npm run dev`, unless the
 * settings name a cluster. Call it before the client's first call.
 */
export function useStandInWithoutCluster(): void {
  if (config.DATABASE_CLUSTER_ARN !== NO_CLUSTER) return;
  process.env['AWS_ENDPOINT_URL_RDS_DATA'] ||= `http://127.0.0.1:${readLocalConfig().DATA_API_PORT}`;
  process.env['AWS_REGION'] ||= 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] ||= 'stand-in';
  process.env['AWS_SECRET_ACCESS_KEY'] ||= 'stand-in';
}
