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

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or text. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read any property.
  readonly body: any;
}

/** The whole API on its own databases, with access for tests. */
export interface TestSystem extends System {
  /** Sends a request. A body of text or bytes is sent unchanged, any other as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestResponse>;
  /** A direct connection to the user database, bypassing the API. */
  readonly userData: pg.Pool;
  readonly rateLimit: pg.Pool;
  /** The log lines of the functions so far. */
  readonly logLines: readonly string[];
}

interface Options
  extends Partial<
    Pick<
      SystemOptions,
      | 'dataApi'
      | 'environment'
      | 'gatewayLimits'
      | 'isMigrated'
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
  // The document describes the default limits.
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

/** The given databases, which the system migrates; by default, copies that are migrated already. */
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
): Promise<TestResponse> {
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
