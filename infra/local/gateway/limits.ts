const kibibyte = 1024;
const megabyte = kibibyte * kibibyte;
const second = 1000;
const minute = 60 * second;

/** API Gateway's limits for REST: sizes in bytes, times in milliseconds. Source: Amazon API Gateway quotas. */
export const gatewayLimits = {
  /** Request line and header values together. */
  headerBytes: 10_240,
  requestBytes: 10 * megabyte,
  /** How long a client may take to send its headers. */
  headerMilliseconds: 30 * second,
  /** How long a client may take to send its body. */
  bodyMilliseconds: 30 * second,
  /** A buffered response's time. */
  bufferedMilliseconds: 29 * second,
  /** A streamed response's time in all. */
  streamMilliseconds: 15 * minute,
  /** A streamed response's time between two chunks, at a regional endpoint. */
  streamIdleMilliseconds: 5 * minute,
  /** A streamed response's metadata and delimiter must end within so many bytes. */
  preludeBytes: 16 * kibibyte,
  /** How long a stop waits for running requests. */
  stopMilliseconds: 2 * second,
};

export type GatewayLimits = Readonly<typeof gatewayLimits>;

/** How long a refused client must be silent before its connection is closed. */
export const lingerMilliseconds = 500;
