const kibibyte = 1024;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * API Gateway's limits for WebSocket: sizes in bytes, times in milliseconds. Source: Amazon API Gateway, "Quotas for
 * configuring and running a WebSocket API", where nothing else is said.
 */
export const socketLimits = {
  /** Characters of the address, host and query included. */
  addressCharacters: 4096,
  /** Request line and header values of the handshake together. */
  headerBytes: 10_240,
  /** A message either way. */
  messageBytes: 128 * kibibyte,
  /** A frame either way. */
  frameBytes: 32 * kibibyte,
  /** How long a function may take. */
  integrationMilliseconds: 29 * second,
  /** A connection's time with no message either way. */
  idleMilliseconds: 10 * minute,
  /** A connection's time in all. */
  lifeMilliseconds: 2 * hour,
  /** What waits for a client that doesn't read. AWS gives no number: little room shows most. */
  clientBufferBytes: 256 * kibibyte,
  /** One client's messages at work at once; above, the next ones wait unread. AWS gives no number. */
  messagesAtOnce: 500,
  /** How long a client may take to reply to a close. */
  closeMilliseconds: 2 * second,
  /** How long a stop waits for the functions that it makes hear of the ends. */
  stopMilliseconds: 2 * second,
};

export type SocketLimits = Readonly<typeof socketLimits>;
