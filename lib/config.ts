import * as z from 'zod/mini';

/** An integer setting in the text form that environment variables have. */
const integer = (fallback: number, minimum: number, maximum: number) =>
  z._default(z.coerce.number().check(z.int(), z.minimum(minimum), z.maximum(maximum)), fallback);

const text = (fallback: string) => z._default(z.string().check(z.minLength(1)), fallback);

/**
 * Every setting there is, with its default. `.env.example` describes each to people; a test holds the two
 * against each other. The names are those of the environment variables.
 */
export const settings = z.object({
  /** ARN of the Aurora cluster that holds both databases. */
  DATABASE_CLUSTER_ARN: text('arn:aws:rds:us-east-1:000000000000:cluster:liftlog'),
  /** ARN of the secret with the cluster's user and password; only the Data API reads it. */
  DATABASE_SECRET_ARN: text('arn:aws:secretsmanager:us-east-1:000000000000:secret:liftlog-database'),
  USER_DATA_DATABASE: text('liftlog_user_data'),
  RATE_LIMIT_DATABASE: text('liftlog_rate_limit'),
  /** Largest encrypted payload of an event, in bytes. Above 40,000 an event would not fit a Data API row. */
  EVENT_PAYLOAD_MAX_BYTES: integer(5_120, 1, 40_000),
});

export type Settings = z.infer<typeof settings>;

/** Settings of the stand-in for AWS on a laptop; no function reads them. */
export const localSettings = z.object({
  /** Where the API answers, on 127.0.0.1. */
  PORT: integer(3_000, 1, 65_535),
  /** Where the RDS Data API answers, on 127.0.0.1. */
  DATA_API_PORT: integer(3_001, 1, 65_535),
  /** Folder of the embedded PostgreSQL's data. */
  DATA_DIR: text('.data'),
  /** Connection strings of PostgreSQL servers to use instead of the embedded one. */
  DATABASE_URL: z.optional(z.string()),
  RATE_LIMIT_DATABASE_URL: z.optional(z.string()),
});

export type LocalSettings = z.infer<typeof localSettings>;

/**
 * Reads settings out of a set of environment variables. An empty variable counts as unset, as it does in
 * `.env` files.
 *
 * @throws Error that names each variable that is out of bounds, and quotes no value.
 */
export function readSettings<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodMiniObject<Shape>,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodMiniObject<Shape>> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is wrong. ${faults.join('; ')}`);
}

/** This process's settings, read once at start-up: a wrong one stops the function before it serves. */
export const config: Settings = readSettings(settings, process.env);

/** The stand-in's settings. @throws Error as {@link readSettings} does. */
export const readLocalConfig = (): LocalSettings => readSettings(localSettings, process.env);
