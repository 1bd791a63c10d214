import pg from 'pg';
import { ApiError } from '../aws-api/errors.ts';
import type { ErrorName } from './types.ts';

/** Status codes other than 400. */
const STATUS: Partial<Record<ErrorName, number>> = {
  AccessDeniedException: 403,
  ForbiddenException: 403,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  DatabaseNotFoundException: 404,
  TransactionNotFoundException: 404,
  UnknownOperationException: 404,
  InternalFailure: 500,
  InternalServerErrorException: 500,
  ServiceUnavailableError: 503,
  DatabaseUnavailableException: 504,
};

/** An error of the RDS Data API. */
export class DataApiError extends ApiError<ErrorName> {
  constructor(name: ErrorName, message = '', options?: ErrorOptions) {
    super(name, STATUS[name] ?? 400, message === '' ? {} : { message }, options);
  }
}

const SYNTAX_ERROR = '42601';
const QUERY_CANCELED = '57014';
const INVALID_DATABASE = '3D000';

/** Turns an error of PostgreSQL, or of the connection to it, into the Data API's. */
export function fromPostgres(error: unknown): DataApiError {
  if (error instanceof DataApiError) return error;
  if (!(error instanceof pg.DatabaseError)) {
    const message = error instanceof Error ? error.message : String(error);
    return new DataApiError('DatabaseUnavailableException', message, { cause: error });
  }
  if (error.code === SYNTAX_ERROR && error.routine === 'exec_parse_message') {
    return new DataApiError('ValidationException', "Multistatements aren't supported.", { cause: error });
  }
  if (error.code === QUERY_CANCELED && error.message.includes('statement timeout')) return timedOut(error);
  if (error.code === INVALID_DATABASE) return unknownDatabase(error.message);
  return new DataApiError('DatabaseErrorException', description(error), { cause: error });
}

export function timedOut(cause?: unknown): DataApiError {
  return new DataApiError('StatementTimeoutException', 'Request timed out', { cause });
}

/**
 * PostgreSQL refuses the connection, so this is a database error; DatabaseNotFoundException is for a cluster with no
 * instance.
 */
export function unknownDatabase(message: string): DataApiError {
  return new DataApiError('DatabaseErrorException', `FATAL: ${message}; SQLState: ${INVALID_DATABASE}`);
}

function description(error: pg.DatabaseError): string {
  const parts = [
    `${error.severity ?? 'ERROR'}: ${error.message}`,
    error.detail && `Detail: ${error.detail}`,
    error.hint && `Hint: ${error.hint}`,
    error.position && `Position: ${error.position}`,
    error.code && `SQLState: ${error.code}`,
  ];
  return parts.filter(Boolean).join('; ');
}
