const kibibyte = 1024;
const megabyte = kibibyte * kibibyte;
const second = 1000;
const minute = 60 * second;

/** API Gateway's limits for REST: sizes in bytes, times in milliseconds. Source: Amazon API Gateway quotas. */
export const gatewayLimits = {
  /** Request line and header values together. */
  headerBytes: 10_240,
  requestBytes: 10 * megabyte,
  /** Timeout for the headers of a request. */
  headerMilliseconds: 30 * second,
  /** Timeout for the body of a request. */
  bodyMilliseconds: 30 * second,
  /** Timeout of a buffered response. */
  bufferedMilliseconds: 29 * second,
  /** Timeout of a streamed response as a whole. */
  streamMilliseconds: 15 * minute,
  /** Idle timeout of a streamed response, at a regional endpoint. */
  streamIdleMilliseconds: 5 * minute,
  /** Size of a streamed response's prelude: its metadata and delimiter. */
  preludeBytes: 16 * kibibyte,
  /** Time that a stop waits for running requests. */
  stopMilliseconds: 2 * second,
};

export type GatewayLimits = Readonly<typeof gatewayLimits>;

/** Idle time after which the connection of a refused client is closed. */
export const lingerMilliseconds = 500;
