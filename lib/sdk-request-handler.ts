/** Milliseconds. */
const CONNECTION_TIMEOUT = 2_000;

/**
 * As many connections as there are calls: by default the SDK has 50, and gives up a call that waits for one as if it
 * couldn't connect.
 */
const agent = { maxSockets: Number.POSITIVE_INFINITY };

/**
 * The HTTP settings of an AWS client.
 *
 * @param requestTimeout milliseconds until a response must have begun.
 */
export const sdkRequestHandler = (requestTimeout: number) => ({
  connectionTimeout: CONNECTION_TIMEOUT,
  requestTimeout,
  throwOnRequestTimeout: true,
  httpAgent: agent,
  httpsAgent: agent,
});
