/** The number of calls that a fault applies to (default 1), and which calls. */
export interface FaultScope<Call> {
  times?: number;
  when?: (call: Call) => boolean;
}

/**
 * Faults that a test injects. Each call takes at most one of them, the first ordered that matches it; delays are added.
 */
export interface FaultPlan<Call, ErrorName extends string> {
  /** Responds with the named error, and does nothing else. */
  fail(error: ErrorName, options?: FaultScope<Call> & { message?: string }): void;
  /** Performs the call, then cuts the connection without a response. */
  loseResponse(options?: FaultScope<Call>): void;
  /** Performs the call, announces the whole response, sends half of it and cuts the connection. */
  truncateResponse(options?: FaultScope<Call>): void;
  /** Cuts the connection before anything is done. */
  cutConnection(options?: FaultScope<Call>): void;
  /** Waits before the call is performed. */
  delay(milliseconds: number, options?: FaultScope<Call>): void;
  /** Removes every fault that is left. */
  clear(): void;
}

/** The latest 10,000 calls, oldest first. */
export interface CallLog<Call> {
  readonly entries: readonly Call[];
  clear(): void;
}

/** The outcome of a call. */
export interface CallOutcome {
  /** The time of arrival, in milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  /** The error's name and message, or the injected fault, such as `response lost`; absent on success. */
  readonly error?: string;
}

/** One of AWS's APIs on this machine, as tests see it. */
export interface Api<Call, Faults> {
  /** For the SDK's `AWS_ENDPOINT_URL_…`: `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly faults: Faults;
  /** The valid calls. */
  readonly calls: CallLog<Call & CallOutcome>;
  readonly stop: () => Promise<void>;
}
