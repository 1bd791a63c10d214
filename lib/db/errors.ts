/** The database is not available at the moment; the call can be retried later. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  /** Seconds. */
  readonly retryAfter: number;

  constructor(retryAfter: number, cause: unknown) {
    super('The database is not available.', { cause });
    this.retryAfter = retryAfter;
  }
}

/** The database did not respond before the request's deadline. */
export class DatabaseTimeoutError extends Error {
  override readonly name = 'DatabaseTimeoutError';

  constructor(cause: unknown) {
    super('The database did not respond in time.', { cause });
  }
}

/** A call of the Data API failed. The message contains no values of the statement. */
export class DatabaseError extends Error {
  override readonly name: string;
  /** Five characters, as in PostgreSQL's appendix A; undefined when the error is the Data API's. */
  readonly sqlState: string | undefined;
  /** Status of the Data API's response; undefined when there was none. */
  readonly httpStatus: number | undefined;
  /** The Data API's own id of the call, by which CloudTrail knows it. */
  readonly dataApiRequestId: string | undefined;

  constructor(name: string, message: string, httpStatus: number | undefined, dataApiRequestId?: string) {
    const sqlState = /SQLState: (\w{5})/.exec(message)?.[1];
    super(redact(message, sqlState));
    this.name = name;
    this.sqlState = sqlState;
    this.httpStatus = httpStatus;
    this.dataApiRequestId = dataApiRequestId;
  }
}

/** PostgreSQL quotes values in details, and in the messages of class 22 (data exceptions). */
function redact(message: string, sqlState: string | undefined): string {
  const withoutDetail = message.replace(
    /Detail: .*?(?=; (?:Hint|Position|SQLState): |$)/s,
    'Detail: (left out)',
  );
  return sqlState?.startsWith('22') ? withoutDetail.replace(/".*"/s, '"(left out)"') : withoutDetail;
}
