import * as z from 'zod/mini';

/** The cluster ARN of the local stand-in for AWS. */
export const NO_CLUSTER = 'arn:aws:rds:us-east-1:000000000000:cluster:liftlog';

/** An integer setting, given as the text of an environment variable. */
export const integer = (fallback: number, minimum: number, maximum: number) =>
  z._default(wholeNumber(minimum, maximum), fallback);

export const wholeNumber = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number(error).check(z.int(error), z.minimum(minimum, error), z.maximum(maximum, error));
};

export const text = (fallback: string) => z._default(z.string().check(z.minLength(1)), fallback);

/** A yes or no, as text. */
export const flag = z.enum(['true', 'false'], 'must be true or false');

export const arn = z.string().check(z.startsWith('arn:', 'must be an ARN'));

export const url = (fallback: string) =>
  z._default(z.string().check(z.refine(isHttp, 'must be a URL with http or https')), fallback);

const isHttp = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');

/**
 * Every setting with its default, by the name of its environment variable. `.env.example` describes each for people; a
 * test compares the two.
 */
export const settings = z.object({
  /** ARN of the Aurora cluster that holds both databases. */
  DATABASE_CLUSTER_ARN: z._default(arn, NO_CLUSTER),
  /** ARN of the secret of the user who owns and migrates both databases; only the Data API reads it. */
  DATABASE_SECRET_ARN: z._default(
    arn,
    'arn:aws:secretsmanager:us-east-1:000000000000:secret:liftlog-database',
  ),
  /** ARNs of the secrets of the users with access to one database each; if unset, the owner is used. */
  USER_DATA_SECRET_ARN: z.optional(arn),
  RATE_LIMIT_SECRET_ARN: z.optional(arn),
  /** ARN of the secret with the keys of the password digests, by version; if unset, every password is hashed. */
  DIGEST_KEYS_ARN: z.optional(arn),
  USER_DATA_DATABASE: text('liftlog_user_data'),
  RATE_LIMIT_DATABASE: text('liftlog_rate_limit'),
  /** Seconds that a call waits for a paused cluster, for buffered and streamed responses. */
  DATABASE_RESUME_SECONDS_BUFFERED: integer(20, 0, 25),
  DATABASE_RESUME_SECONDS_STREAMED: integer(40, 0, 600),
  /** Maximum size of an event's encrypted payload, in bytes. Above 40,000, it would not fit a row of the Data API. */
  EVENT_PAYLOAD_MAX_BYTES: integer(5_120, 1, 40_000),
  /** The maximum on the C# backend's own path, without `/v2`. */
  EVENT_PAYLOAD_MAX_BYTES_CSHARP: integer(15_360, 1, 40_000),
  /** Seconds by which `since` is moved back on that path: its apps take the time from the publisher's clock. */
  SINCE_GRACE_SECONDS_CSHARP: integer(900, 0, 86_400),
});

export type Settings = z.infer<typeof settings>;

/**
 * Reads settings from environment variables. White space around a value is ignored, because files end in a line break.
 * An empty variable counts as unset, as in `.env` files.
 *
 * @throws Error that names each invalid variable, and quotes no value.
 */
export function readSettings<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodMiniObject<Shape>,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodMiniObject<Shape>> {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, trim(value)] as const);
  const present = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is invalid. ${issues.join('; ')}`);
}

/** A secret's JSON may contain values other than text; the schema reports them. */
const trim = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

/** This process's settings, read once at start-up, so that an invalid one stops the function before it serves requests. */
export const config: Settings = readSettings(settings, process.env);
