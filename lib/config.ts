import * as z from 'zod/mini';
import { parseCertificates } from './certificates.ts';

/** The cluster ARN of the local stand-in for AWS. */
export const NO_CLUSTER = 'arn:aws:rds:us-east-1:000000000000:cluster:liftlog';

/** An integer setting, given as the text of an environment variable. */
export const integer = (fallback: number, minimum: number, maximum: number) =>
  z._default(wholeNumber(minimum, maximum), fallback);

export const wholeNumber = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number(error).check(z.int(error), z.minimum(minimum, error), z.maximum(maximum, error));
};

const text = (fallback: string) => z._default(z.string().check(z.minLength(1)), fallback);

const arn = z.string().check(z.startsWith('arn:', 'must be an ARN'));

const url = (fallback: string) =>
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

/** Settings of the planner and the stores. */
export const plannerSettings = z.object({
  /** Where the code runs; anything but `local` is a deployed stage. */
  STAGE: text('local'),
  /** ARN of the Secrets Manager secret with {@link secretSettings} as JSON; if unset, they are variables. */
  SECRETS_ARN: z.optional(arn),
  /** Calls per purchase in any 24 hours. */
  RATE_LIMIT_WEB_PER_DAY: integer(100, 1, 10_000),
  RATE_LIMIT_MOBILE_PER_DAY: integer(20, 1, 10_000),
  /** If unset, version 1 of RevenueCat's API is used. */
  REVENUECAT_PROJECT_ID: z.optional(z.string()),
  REVENUECAT_PRO_ENTITLEMENT_ID: text('pro'),
  REVENUECAT_BASE_URL: url('https://api.revenuecat.com'),
  GOOGLE_PACKAGE_NAME: text('com.limajuice.liftlog'),
  GOOGLE_PRODUCT_ID: text('pro'),
  GOOGLE_BASE_URL: url('https://androidpublisher.googleapis.com'),
  APPLE_BUNDLE_ID: text('com.limajuice.liftlog'),
  APPLE_PRODUCT_ID: text('pro'),
  APPLE_RECEIPT_URL: url('https://buy.itunes.apple.com'),
  APPLE_SANDBOX_RECEIPT_URL: url('https://sandbox.itunes.apple.com'),
  /** Milliseconds for one attempt of a call to a store. */
  STORE_TIMEOUT: integer(5_000, 100, 30_000),
  OPENAI_MODEL: text('gpt-4o'),
  OPENAI_BASE_URL: url('https://api.openai.com/v1'),
  /** Milliseconds without data after which a call to the model fails, including its retries. */
  OPENAI_TIMEOUT: integer(60_000, 1_000, 240_000),
  /** Maximum tokens of one answer, including thoughts. */
  OPENAI_MAX_TOKENS: integer(16_384, 256, 128_000),
  /** The parameter in which the model's server expects that limit. */
  OPENAI_MAX_TOKENS_PARAMETER: z._default(
    z.enum(['max_completion_tokens', 'max_tokens'], 'must be max_completion_tokens or max_tokens'),
    'max_completion_tokens',
  ),
  /** Maximum answers of one chat. */
  CHAT_MAX_ANSWERS: integer(50, 1, 1_000),
  /** Name or ARN of the function that answers chats. */
  CHAT_ANSWER_FUNCTION: text('chat-answer'),
  /** URL of the WebSocket API's connection management, without a stage. */
  CHAT_CALLBACK_URL: url('http://127.0.0.1'),
});

export type PlannerSettings = z.infer<typeof plannerSettings>;

/** Tells whether this is a deployed stage, where nothing that exists only for development is accepted. */
export const isDeployed = ({ STAGE, SECRETS_ARN }: PlannerSettings): boolean =>
  STAGE !== 'local' || SECRETS_ARN !== undefined;

/** The web key of LiftLog's development build, which is public in the app's source. */
export const DEVELOPMENT_WEB_KEY = 'test-web-auth-key-12345';

/** Settings that are secret or too large for Lambda's variables: variables on a laptop, one secret on AWS. */
export const secretSettings = z.object({
  WEB_AUTH_API_KEY: z.optional(z.string()),
  REVENUECAT_API_KEY: z.optional(z.string()),
  /** A service account's key: the path of its JSON file, or the JSON itself. */
  GOOGLE_APPLICATION_CREDENTIALS: z.optional(z.string()),
  /**
   * Apple's root certificates, PEM or base64 DER; without them no signed transaction is valid. They are no secret, but
   * together more than the 4 KB that a function's variables may have.
   */
  APPLE_ROOT_CERTIFICATES: z.optional(
    z
      .string()
      .check(
        z.refine(
          (value) => parseCertificates(value) !== undefined,
          'must be X.509 certificates, PEM or DER in base64',
        ),
      ),
  ),
  APPLE_SHARED_SECRET: z.optional(z.string()),
  OPENAI_API_KEY: z.optional(z.string()),
});

export type SecretSettings = z.infer<typeof secretSettings>;

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

/** The settings of the planner and the stores. @throws Error as {@link readSettings} does. */
export const readPlannerConfig = (): PlannerSettings => readSettings(plannerSettings, process.env);

/** The secret settings from variables. @throws Error as {@link readSettings} does. */
export const readSecretVariables = (): SecretSettings => readSettings(secretSettings, process.env);
