const kibibyte = 1024;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * API Gateway's limits for WebSocket: sizes in bytes, times in milliseconds. Source: Amazon API Gateway, "Quotas for
 * configuring and running a WebSocket API", unless stated otherwise.
 */
export const socketLimits = {
  /** Characters of the URL, including host and query. */
  addressCharacters: 4096,
  /** Request line and header values of the handshake together. */
  headerBytes: 10_240,
  /** A message in either direction. */
  messageBytes: 128 * kibibyte,
  /** A frame in either direction. */
  frameBytes: 32 * kibibyte,
  /** Timeout of a function. */
  integrationMilliseconds: 29 * second,
  /** Idle timeout of a connection: no message in either direction. */
  idleMilliseconds: 10 * minute,
  /** Maximum lifetime of a connection. */
  lifeMilliseconds: 2 * hour,
  /** Data that waits for a client that doesn't read. AWS gives no number: a small one reveals most problems. */
  clientBufferBytes: 256 * kibibyte,
  /** One client's messages that are handled concurrently; more wait unread. AWS gives no number. */
  concurrentMessages: 500,
  /** Timeout for a client's reply to a close. */
  closeMilliseconds: 2 * second,
  /** Time that a stop waits for the functions of `$disconnect`. */
  stopMilliseconds: 2 * second,
};

export type SocketLimits = Readonly<typeof socketLimits>;
