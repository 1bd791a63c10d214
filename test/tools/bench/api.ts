import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startDataApi } from '../../../infra/local/data-api/index.ts';
import { DIGEST_KEYS_ARN, startSecretsManager } from '../../../infra/local/secrets-manager.ts';
import { config } from '../../../lib/config.ts';
import { type PlannerSettings, type SecretSettings } from '../../../lib/planner-config.ts';
import type { BenchDatabases } from './database.ts';
import { DIGEST_KEY } from './seed.ts';

/** The API for a benchmark: the Data API in this process; gateway and functions, which are measured, in another. */
export interface BenchApi {
  readonly url: string;
  /** Data API calls so far. */
  countCalls(): number;
  /** The most memory that gateway and functions have held so far, in MiB. */
  peakMemory(): Promise<number>;
  /** The memory that they hold now, in MiB. */
  heldMemory(): Promise<number>;
  /** The processor time that gateway and functions have used so far, in milliseconds. */
  processorTime(): Promise<number>;
  /** Ends a function's container: its next call gets a new one. */
  renew(functionName: string): Promise<void>;
  stop(): Promise<void>;
}

/** A request to api-server.ts. */
export type Question = { readonly what: 'usage' } | { readonly what: 'renew'; readonly functionName: string };

/**
 * Starts the API, in a fresh process, and migrates its databases.
 *
 * @param planner settings of the metered calls that differ from the defaults.
 * @param options without password keys, each password is hashed; `memoryMegabytes` limits the heap of each function and of
 *   the gateway, which by default is a function's 512 and Node's own.
 */
export async function startBenchApi(
  { userDataUrl, rateLimitUrl }: BenchDatabases,
  planner: Partial<PlannerSettings & SecretSettings> = {},
  { hasDigestKeys = true, memoryMegabytes }: { hasDigestKeys?: boolean; memoryMegabytes?: number } = {},
): Promise<BenchApi> {
  let calls = 0;
  const dataApi = await startDataApi({
    resourceArn: config.DATABASE_CLUSTER_ARN,
    secretArn: config.DATABASE_SECRET_ARN,
    databases: { [config.USER_DATA_DATABASE]: userDataUrl, [config.RATE_LIMIT_DATABASE]: rateLimitUrl },
    onCall: () => {
      calls += 1;
    },
  });
  const { key, version } = DIGEST_KEY;
  const secretsManager = await startSecretsManager(
    new Map([[DIGEST_KEYS_ARN, JSON.stringify({ [version]: key })]]),
  );
  const variables = {
    ...planner,
    AWS_ENDPOINT_URL_RDS_DATA: dataApi.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    ...(hasDigestKeys && { DIGEST_KEYS_ARN }),
  };
  const limit = memoryMegabytes === undefined ? [] : [String(memoryMegabytes)];
  const child = fork(new URL('./api-server.ts', import.meta.url), [JSON.stringify(variables), ...limit], {
    execArgv: limit.map((megabytes) => `--max-old-space-size=${megabytes}`),
  });
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error('The API ended by itself.')));
  failed.catch(() => {});
  const nextMessage = async () => (await Promise.race([once(child, 'message'), failed]))[0];
  const { url } = await nextMessage();
  const ask = async (question: Question) => {
    const reply = nextMessage();
    child.send(question);
    return reply;
  };
  return {
    url,
    countCalls: () => calls,
    peakMemory: async () => (await ask({ what: 'usage' })).peakMebibytes,
    heldMemory: async () => (await ask({ what: 'usage' })).heldMebibytes,
    processorTime: async () => (await ask({ what: 'usage' })).processorMilliseconds,
    renew: async (functionName) => {
      await ask({ what: 'renew', functionName });
    },
    stop: async () => {
      child.disconnect();
      await exited;
      await Promise.all([dataApi.stop(), secretsManager.stop()]);
    },
  };
}
