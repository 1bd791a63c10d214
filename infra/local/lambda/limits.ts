const kibibyte = 1024;
const megabyte = kibibyte * kibibyte;
const second = 1000;

/** Lambda's limits: sizes in bytes, times in milliseconds. Source: AWS Lambda quotas. */
export const lambdaLimits = {
  /** The event of a synchronous call as JSON. */
  requestBytes: 6 * megabyte,
  /** The event of an asynchronous call as JSON. */
  eventRequestBytes: megabyte,
  /** A buffered response as JSON: 6 MB and 100 bytes. */
  responseBytes: 6 * megabyte + 100,
  /** A streamed response, including its metadata. */
  streamBytes: 200 * megabyte,
  /** A function's timeout when its response is buffered: no longer than API Gateway's. */
  bufferedMilliseconds: 29 * second,
  /** A function's timeout when it is called asynchronously: long enough for a model's answer. */
  eventMilliseconds: 5 * 60 * second,
  /** A function's timeout when it streams. */
  streamedMilliseconds: 15 * 60 * second,
  /** Bytes of a streamed response that the function may be ahead of the reader. */
  streamWindowBytes: 256 * kibibyte,
};

export type LambdaLimits = Readonly<typeof lambdaLimits>;
