import * as z from 'zod/mini';
import { parseCertificates } from './certificates.ts';
import { arn, flag, integer, readSettings, text, url } from './config.ts';

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
  /** Whether to ask the model's server for the tokens of an answer: `stream_options.include_usage`. */
  OPENAI_INCLUDE_USAGE: z._default(flag, 'true'),
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

/** The settings of the planner and the stores. @throws Error as {@link readSettings} does. */
export const readPlannerConfig = (): PlannerSettings => readSettings(plannerSettings, process.env);

/** The secret settings from variables. @throws Error as {@link readSettings} does. */
export const readSecretVariables = (): SecretSettings => readSettings(secretSettings, process.env);
