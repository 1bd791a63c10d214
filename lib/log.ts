/**
 * What is logged of a request: these fields and no others, so that a password, token or payload can't slip
 * in. Lambda's JSON log format turns the object into one line and adds time, level and request id.
 */
export interface RequestRecord {
  route: string;
  /** Not set while the answer is being made. */
  status?: number;
  /** Milliseconds from the event's arrival until the last byte was handed over. */
  milliseconds?: number;
  dataApiCalls?: number;
  /** Of a streamed response's body, as far as it was handed over. */
  bytes?: number;
  coldStart?: boolean;
  /** Class, message and stack of what went wrong on our side; its message quotes no request. */
  error?: LoggedError;
}

interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: LoggedError;
}

export function toLoggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error, stack: undefined };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: toLoggedError(cause) }) };
}

export function logRequest(record: RequestRecord): void {
  if (record.error === undefined) console.info(record);
  else console.error(record);
}

/** Notes how a request failed. What is the caller's to mend needs no more than its status. */
export function recordProblem(record: RequestRecord | undefined, status: number, error: unknown): void {
  if (record === undefined) return;
  record.status = status;
  if (status >= 500) record.error = toLoggedError(error);
}
