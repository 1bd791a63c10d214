import type * as awsApi from '../aws-api/types.ts';

/** The five operations of the RDS Data API for Aurora PostgreSQL. */
export type Operation =
  | 'ExecuteStatement'
  | 'BatchExecuteStatement'
  | 'BeginTransaction'
  | 'CommitTransaction'
  | 'RollbackTransaction';

/** Errors of the RDS Data API, by their name in `x-amzn-errortype`. */
export type ErrorName =
  | 'AccessDeniedException'
  | 'BadRequestException'
  | 'DatabaseErrorException'
  | 'DatabaseNotFoundException'
  | 'DatabaseResumingException'
  | 'DatabaseUnavailableException'
  | 'ForbiddenException'
  | 'HttpEndpointNotEnabledException'
  | 'InternalFailure'
  | 'InternalServerErrorException'
  | 'InvalidSecretException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'SecretsErrorException'
  | 'SerializationException'
  | 'ServiceUnavailableError'
  | 'StatementTimeoutException'
  | 'ThrottlingException'
  | 'TransactionNotFoundException'
  | 'UnknownOperationException'
  | 'UnsupportedResultException'
  | 'ValidationException';

/** The parts of a call that faults and the log use. */
export interface CallRequest {
  operation: Operation;
  /** The secret of the user who makes the call. */
  secretArn?: string;
  /** The database in the call, or that of its transaction. */
  database?: string;
  sql?: string;
  transactionId?: string;
}

/** A call with its outcome. */
export type Call = CallRequest & awsApi.CallOutcome;

/** The number of calls that a fault applies to (default 1), and which calls. */
export type FaultScope = awsApi.FaultScope<CallRequest>;

/** Faults that a test injects. */
export interface FaultPlan extends awsApi.FaultPlan<CallRequest, ErrorName> {
  /**
   * Pauses the cluster: the next call wakes it, and from then on every call fails with DatabaseResumingException until
   * the time has passed.
   */
  resume(options: { milliseconds: number }): void;
}

/** Finds a secret by its ARN; undefined when there is none. */
export type GetSecret = (arn: string) => string | undefined | Promise<string | undefined>;

export interface DataApiOptions {
  /** PostgreSQL connection strings by the database name in calls. */
  databases: Record<string, string>;
  resourceArn: string;
  /** The secret of the user in the connection strings. */
  secretArn: string;
  /** Secrets of other users by ARN: JSON with `username` and `password`. They may change at any time. */
  secrets?: ReadonlyMap<string, string>;
  /** Default: a free port. */
  port?: number;
  /** Timeout of a statement in milliseconds; on AWS, 45 s. */
  statementTimeout?: number;
  /** Idle timeout of a transaction in milliseconds; on AWS, 3 min. */
  transactionIdleTimeout?: number;
  /** Called after each call. */
  onCall?: (call: Call) => void;
}

/** The RDS Data API, for `AWS_ENDPOINT_URL_RDS_DATA`. Stopping it rolls open transactions back. */
export type DataApi = awsApi.Api<CallRequest, FaultPlan>;
