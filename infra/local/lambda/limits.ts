const kibibyte = 1024;
const megabyte = kibibyte * kibibyte;
const second = 1000;

/** Lambda's limits: sizes in bytes, times in milliseconds. Source: AWS Lambda quotas. */
export const lambdaLimits = {
  /** The event as JSON, synchronous. */
  requestBytes: 6 * megabyte,
  /** The event as JSON, asynchronous. */
  eventRequestBytes: megabyte,
  /** A buffered response as JSON: 6 MB and 100 bytes. */
  responseBytes: 6 * megabyte + 100,
  /** A streamed response, its metadata included. */
  streamBytes: 200 * megabyte,
  /** A function's timeout when it responds whole: no use in being above API Gateway's. */
  bufferedMilliseconds: 29 * second,
  /** A function's timeout when it is called asynchronously: long enough for a model's answer. */
  eventMilliseconds: 5 * 60 * second,
  /** A function's timeout when it streams. */
  streamedMilliseconds: 15 * 60 * second,
  /** How much of a streamed response may be on its way between function and reader. */
  streamWindowBytes: 256 * kibibyte,
};

export type LambdaLimits = Readonly<typeof lambdaLimits>;
