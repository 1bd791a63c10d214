/** The database can't be reached or used just now; the same call is worth repeating later. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  /** Seconds. */
  readonly retryAfter: number;

  constructor(retryAfter: number, cause: unknown) {
    super('The database is not available.', { cause });
    this.retryAfter = retryAfter;
  }
}

/** The database took longer than the request may. */
export class DatabaseTimeoutError extends Error {
  override readonly name = 'DatabaseTimeoutError';

  constructor(cause: unknown) {
    super('The database did not answer in time.', { cause });
  }
}

/** A call of the Data API failed. The message holds no value of the statement's. */
export class DatabaseError extends Error {
  override readonly name: string;
  /** Five characters, as in PostgreSQL's appendix A; undefined when the Data API itself refused. */
  readonly sqlState: string | undefined;
  /** Of the Data API's answer; undefined when there was none. */
  readonly httpStatus: number | undefined;

  constructor(name: string, message: string, httpStatus: number | undefined) {
    const sqlState = /SQLState: (\w{5})/.exec(message)?.[1];
    super(redact(message, sqlState));
    this.name = name;
    this.sqlState = sqlState;
    this.httpStatus = httpStatus;
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
