import type { Readable } from 'node:stream';
import type { LambdaLimits } from './limits.ts';

/** A line that a function logged, or that Lambda itself logged about an invocation. */
export interface LogEntry {
  /** The name of the function's bundle, such as `event/put`. */
  readonly functionName: string;
  /** The invocation that logged it; absent for output while the bundle loads, or that bypasses the console. */
  readonly requestId?: string;
  /** One line without its line break: Lambda's JSON log format, or raw text from stdout and stderr. */
  readonly line: string;
}

export interface FunctionHostOptions {
  /** Folder of the bundles: `<bundleDir>/<name>/index.mjs`, an ES module that exports `handler`. */
  readonly bundleDir: string;
  /** A function's environment variables. It sees these and Lambda's reserved ones, none of this process. */
  readonly environment: (name: string) => Readonly<Record<string, string>>;
  /**
   * Memory of each function in MB; a worker that exceeds it ends, as on Lambda. Only the JavaScript heap counts, not
   * buffers, and a loop that leaves V8 no time to check can exceed the limit. Default 512.
   */
  readonly memoryMegabytes?: number;
  /** Overrides of Lambda's limits, for tests. */
  readonly limits?: Partial<LambdaLimits>;
  /** Failure destinations of asynchronous calls: the name of a function, by the name of the function that fails. */
  readonly failureDestinations?: Readonly<Record<string, string>>;
  /** Called with every log line. Default: prints it on stdout. */
  readonly log?: (entry: LogEntry) => void;
}

export interface InvokeOptions {
  /** The function's timeout for this call, in milliseconds. */
  readonly timeoutMilliseconds?: number;
}

/** The result of Lambda's `Invoke`. */
export interface InvocationResult {
  readonly requestId: string;
  /** The response as JSON; with `functionError`, `{errorMessage, errorType, trace}`. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
}

/** The result of Lambda's `InvokeWithResponseStream`. */
interface InvocationStream {
  readonly requestId: string;
  /**
   * The bytes as the function writes them. Fails with a `FunctionFailure`. Destroying it disconnects the reader: as on
   * Lambda, the function is not notified and continues, and its output is discarded.
   */
  readonly stream: Readable;
}

/** The functions of the API, each in its own worker. */
export interface FunctionHost {
  /**
   * Runs a function and waits for its whole response.
   * @throws {RequestTooLarge} when the event is over Lambda's limit. A failure of the function is a result.
   */
  invoke(name: string, event: unknown, options?: InvokeOptions): Promise<InvocationResult>;
  /**
   * Runs a function and returns its response as a stream.
   * @throws {RequestTooLarge} when the event is over Lambda's limit. A failure of the function fails the stream.
   */
  invokeStream(name: string, event: unknown, options?: InvokeOptions): InvocationStream;
  /**
   * `InvocationType: Event` without retries: returns immediately; the outcome is in the log only.
   * @returns the request id.
   * @throws {RequestTooLarge}
   */
  invokeEvent(name: string, event: unknown, options?: InvokeOptions): string;
  /** Reloads the bundle of this function (without a name, of all) for later calls; running calls finish first. */
  reload(name?: string): void;
  /** Ends a function's worker like a crash: its calls fail, and the next call starts a new worker. */
  kill(name: string): void;
  /** Ends every worker; running calls fail. */
  stop(): Promise<void>;
}
