/** For how many calls a fault holds (default 1), and for which. */
export interface FaultScope<Call> {
  times?: number;
  when?: (call: Call) => boolean;
}

/**
 * Faults that a test orders. Each call takes at most one of them, the first ordered that fits it; delays come on top.
 */
export interface FaultPlan<Call, ErrorName extends string> {
  /** Responds with an error by name; nothing is done. */
  fail(error: ErrorName, options?: FaultScope<Call> & { message?: string }): void;
  /** Does what is asked, then cuts the connection without a response. */
  loseResponse(options?: FaultScope<Call>): void;
  /** Does what is asked, announces the whole response, sends half of it and cuts the connection. */
  truncateResponse(options?: FaultScope<Call>): void;
  /** Cuts the connection before anything is done. */
  cutConnection(options?: FaultScope<Call>): void;
  /** Waits before the call is looked at. */
  delay(milliseconds: number, options?: FaultScope<Call>): void;
  /** Forgets every fault ordered. */
  clear(): void;
}

/** The calls so far, oldest first; the oldest are forgotten past 10,000. */
export interface CallLog<Call> {
  readonly entries: readonly Call[];
  clear(): void;
}

/** How a call ended. */
export interface CallOutcome {
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  /** The error's name and message, or `response lost` and its like for an ordered fault; absent when all went well. */
  readonly error?: string;
}

/** One of AWS's APIs on this machine, as tests see it. */
export interface Api<Call, Faults> {
  /** For the SDK's `AWS_ENDPOINT_URL_…`: `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly faults: Faults;
  /** The calls that were understood. */
  readonly calls: CallLog<Call & CallOutcome>;
  readonly stop: () => Promise<void>;
}
