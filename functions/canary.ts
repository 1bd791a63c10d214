import { runCanary } from '../lib/canary.ts';
import { readCanaryConfig } from '../lib/canary-config.ts';
import { toLoggedError } from '../lib/log.ts';

const { API_URL } = readCanaryConfig();

/** Makes the first calls of an app; runs every few minutes. @throws CanaryError for the first call that fails. */
export const handler = async () => {
  const { times, failure } = await runCanary(API_URL);
  if (failure === undefined) {
    console.info({ times });
    return { times };
  }
  const { requestId } = failure;
  console.error({ requestId, times, error: toLoggedError(failure) });
  throw failure;
};
