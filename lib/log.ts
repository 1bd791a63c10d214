/**
 * The log record of a request. It has these fields and no others, so that no password, token or payload can get in.
 * Lambda's JSON log format turns the object into one line and adds time, level and request id.
 */
export interface RequestRecord {
  route: string;
  /** Absent while the response is being made. */
  status?: number;
  /** Milliseconds from the event's arrival until the last byte was passed to Lambda. */
  milliseconds?: number;
  dataApiCalls?: number;
  /** Bytes of a streamed response's body that were passed to Lambda. */
  bytes?: number;
  coldStart?: boolean;
  /** Name, message and stack of an internal error; the message never quotes the request. */
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

/** Records why a request failed. For an error of the caller, only the status is recorded. */
export function recordProblem(record: RequestRecord | undefined, status: number, error: unknown): void {
  if (record === undefined) return;
  record.status = status;
  if (status >= 500) record.error = toLoggedError(error);
}
