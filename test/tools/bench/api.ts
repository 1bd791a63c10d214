import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startDataApi } from '../../../infra/local/data-api/index.ts';
import { config, type PlannerSettings, type SecretSettings } from '../../../lib/config.ts';
import type { BenchDatabases } from './database.ts';

/** The API for a bench: the Data API in this process, gateway and functions, as the thing measured, in their own. */
export interface BenchApi {
  readonly url: string;
  /** Data API calls so far. */
  countCalls(): number;
  /** The most memory that gateway and functions have held so far, in MiB. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts the API, in a fresh process, and migrates its databases.
 *
 * @param paid settings of the calls that a purchase token pays for, where they differ from the defaults.
 */
export async function startBenchApi(
  { userDataUrl, rateLimitUrl }: BenchDatabases,
  paid: Partial<PlannerSettings & SecretSettings> = {},
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
  const child = fork(new URL('./api-server.ts', import.meta.url), [dataApi.url, JSON.stringify(paid)]);
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error('The API ended by itself.')));
  failed.catch(() => {});
  const nextMessage = async () => (await Promise.race([once(child, 'message'), failed]))[0];
  const { url } = await nextMessage();
  return {
    url,
    countCalls: () => calls,
    peakMemory: async () => {
      const answer = nextMessage();
      child.send('peak memory');
      return (await answer).peak;
    },
    stop: async () => {
      child.disconnect();
      await exited;
      await dataApi.stop();
    },
  };
}
