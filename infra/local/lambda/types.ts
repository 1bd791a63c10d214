import type { Readable } from 'node:stream';
import type { LambdaLimits } from './limits.ts';

/** A line a function wrote, or a line Lambda itself writes about an invocation. */
export interface LogEntry {
  /** The function's name as its bundle's, such as `event/put`. */
  readonly functionName: string;
  /** The invocation that wrote it; absent for what a function writes while it loads, or past the console. */
  readonly requestId?: string;
  /** One line with no line end: JSON as in Lambda's JSON log format, or raw text from stdout and stderr. */
  readonly line: string;
}

export interface FunctionHostOptions {
  /** Folder of the bundles: `<bundleDir>/<name>/index.mjs`, an ES module that exports `handler`. */
  readonly bundleDir: string;
  /** A function's own variables. It sees these and Lambda's reserved ones, nothing else of this process. */
  readonly environment: (name: string) => Readonly<Record<string, string>>;
  /**
   * Memory of each function in MB; past it the worker dies, as on Lambda. Only the JavaScript heap counts, not
   * buffers, and a loop that never lets V8 look up can outrun the limit. Default 512.
   */
  readonly memoryMegabytes?: number;
  /** Lambda's limits, where a test wants smaller ones. */
  readonly limits?: Partial<LambdaLimits>;
  /** Functions that are told of asynchronous calls of a function that failed, by that function's name. */
  readonly failureDestinations?: Readonly<Record<string, string>>;
  /** Gets every log line. Default: printed on stdout. */
  readonly log?: (entry: LogEntry) => void;
}

export interface InvokeOptions {
  /** The function's timeout for this call, in milliseconds. */
  readonly timeoutMilliseconds?: number;
}

/** What Lambda's `Invoke` returns. */
export interface InvocationResult {
  readonly requestId: string;
  /** The response as JSON text; with `functionError` it is `{errorMessage, errorType, trace}`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
}

/** What Lambda's `InvokeWithResponseStream` returns. */
interface InvocationStream {
  readonly requestId: string;
  /**
   * The bytes as the function writes them. Fails with a `FunctionFailure`. Whoever destroys it hangs up: the
   * function is not told and runs on, its output thrown away, as on Lambda.
   */
  readonly stream: Readable;
}

/** The functions of the API, each in a worker of its own. */
export interface FunctionHost {
  /**
   * Runs a function and waits for its whole response.
   * @throws {RequestTooLarge} when the event is over Lambda's limit; every failure of the function is a result.
   */
  invoke(name: string, event: unknown, options?: InvokeOptions): Promise<InvocationResult>;
  /**
   * Runs a function and hands out its response while it is written.
   * @throws {RequestTooLarge} when the event is over Lambda's limit; every failure of the function fails the stream.
   */
  invokeStream(name: string, event: unknown, options?: InvokeOptions): InvocationStream;
  /**
   * `InvocationType: Event` with no retries: returns at once, and only the log tells how it went.
   * @returns the request id.
   * @throws {RequestTooLarge}
   */
  invokeEvent(name: string, event: unknown, options?: InvokeOptions): string;
  /** Later calls of this function (of all, with no name) load its bundle anew; running ones finish first. */
  reload(name?: string): void;
  /** Ends a function's worker as a crash does: its calls fail, and the next one starts another. */
  kill(name: string): void;
  /** Ends every worker; calls still running fail. */
  stop(): Promise<void>;
}
