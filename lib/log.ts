import { currentInvocation } from './invocation.ts';

/**
 * The log record of a request. It has these fields and no others, so that no password, token or payload can get in.
 * Lambda's JSON log format turns the object into one line and adds time, level and Lambda's own id.
 */
export interface RequestRecord {
  /**
   * The id that the client is told, and that API Gateway's access log has. The answer to a chat's question has the
   * question's.
   */
  requestId: string;
  route: string;
  /** Absent while the response is being made. */
  status?: number;
  /** Milliseconds from the event's arrival until the last byte was passed to Lambda. */
  milliseconds?: number;
  dataApiCalls?: number;
  /** Calls of the Data API that were sent again after a failure, and those that waited for a resuming database. */
  dataApiRetries?: number;
  dataApiResumes?: number;
  /** Milliseconds of the calls to the model, and their tokens as its server counts them. */
  modelMilliseconds?: number;
  modelInputTokens?: number;
  modelOutputTokens?: number;
  /** Bytes of a streamed response's body that were passed to Lambda. */
  bytes?: number;
  coldStart?: boolean;
  /** Name, message and stack of an internal error; the message never quotes the request. */
  error?: LoggedError;
}

/** The log record of a call of the Data API that was sent again or was slow. Like the request's, it has no other fields. */
interface DataApiRecord {
  readonly operation: string;
  /** Milliseconds since the first attempt. */
  readonly milliseconds: number;
  readonly error: string | undefined;
  readonly sqlState: string | undefined;
  readonly dataApiRequestId: string | undefined;
}

interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of an error of the Data API: its own id of the call, by which CloudTrail knows it. */
  readonly dataApiRequestId?: string;
  readonly cause?: LoggedError;
}

export function toLoggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error, stack: undefined };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    ...('dataApiRequestId' in error &&
      typeof error.dataApiRequestId === 'string' && { dataApiRequestId: error.dataApiRequestId }),
    ...(cause === undefined ? {} : { cause: toLoggedError(cause) }),
  };
}

export function logRequest(record: RequestRecord): void {
  if (record.error === undefined) console.info(record);
  else console.error(record);
}

export function logDataApiCall({ requestId, route }: RequestRecord, call: DataApiRecord): void {
  console.warn({ requestId, route, ...call });
}

/** Logs an error that does not make the current request fail. */
export function logError(message: string, error: unknown): void {
  const { requestId } = currentInvocation()?.record ?? {};
  console.error({ requestId, message, error: toLoggedError(error) });
}

/** Records why a request failed. For an error of the caller, only the status is recorded. */
export function recordProblem(record: RequestRecord | undefined, status: number, error: unknown): void {
  if (record === undefined) return;
  record.status = status;
  if (status >= 500) record.error = toLoggedError(error);
}
