import pg from 'pg';
import { DIGEST_KEYS_ARN } from '../../../infra/local/secrets-manager.ts';
import {
  generatedSecrets,
  type System,
  type SystemOptions,
  startSystem,
} from '../../../infra/local/system.ts';
import { config, type Settings } from '../../../lib/config.ts';
import { hubs, routes } from '../../../lib/contract/index.ts';
import { checkAgainstDocument } from '../openapi/check.ts';
import { createDatabase } from '../postgres/create-database.ts';
import { createMigratedDatabases } from '../postgres/migrated-databases.ts';
import { DIGEST_KEY } from '../users/known-users.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, otherwise the text. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely.
  readonly body: any;
}

/** The whole API on databases of its own, and what tests do with it. */
export interface TestSystem extends System {
  /** Sends a request; a string or bytes go as they are, anything else as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** PostgreSQL's own way to the user database, past the API. */
  readonly userData: pg.Pool;
  readonly rateLimit: pg.Pool;
  /** What the functions have logged so far, a line each. */
  readonly logLines: readonly string[];
}

interface Options
  extends Partial<
    Pick<
      SystemOptions,
      | 'dataApi'
      | 'gatewayLimits'
      | 'lambdaLimits'
      | 'memoryMegabytes'
      | 'socketLimits'
      | 'planner'
      | 'secrets'
    >
  > {
  readonly settings?: Partial<Settings>;
  /** Connection strings; by default, new and empty databases. */
  readonly userDataUrl?: string;
  readonly rateLimitUrl?: string;
}

export async function startTestSystem(options: Options = {}): Promise<TestSystem> {
  const { settings, ...rest } = options;
  const databases = await openDatabases(options);
  const { userDataUrl, rateLimitUrl } = databases;
  const logLines: string[] = [];
  const allSettings = { DIGEST_KEYS_ARN, ...config, ...settings };
  // The document has the limits of the settings' defaults.
  const documented = settings === undefined ? checkAgainstDocument() : undefined;
  const system = await startSystem({
    port: 0,
    routes,
    hubs,
    bundleDir: 'dist',
    settings: allSettings,
    secrets: generatedSecrets(allSettings, DIGEST_KEY),
    log: ({ line }) => logLines.push(line),
    ...(documented && { observe: documented.observe }),
    ...rest,
    ...databases,
  });
  const userData = new pg.Pool({ connectionString: userDataUrl, max: 4 });
  const rateLimit = new pg.Pool({ connectionString: rateLimitUrl, max: 4 });
  return {
    ...system,
    call: (method, path, body, headers) => call(`${system.url}${path}`, method, body, headers),
    userData,
    rateLimit,
    logLines,
    stop: async () => {
      await Promise.all([userData.end(), rateLimit.end()]);
      await system.stop();
      documented?.assert();
    },
  };
}

/** The databases given, which are migrated as by a deployment; by default, copies that have been. */
async function openDatabases({ settings, userDataUrl, rateLimitUrl }: Options) {
  const isDefault = userDataUrl === undefined && rateLimitUrl === undefined && settings === undefined;
  if (isDefault) return { ...(await createMigratedDatabases()), isMigrated: true };
  return {
    userDataUrl: userDataUrl ?? (await createDatabase()),
    rateLimitUrl: rateLimitUrl ?? (await createDatabase()),
  };
}

async function call(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = text !== '' && /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
