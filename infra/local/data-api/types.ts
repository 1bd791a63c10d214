import type * as awsApi from '../aws-api/types.ts';

/** The five operations of the RDS Data API that Aurora PostgreSQL has. */
export type Operation =
  | 'ExecuteStatement'
  | 'BatchExecuteStatement'
  | 'BeginTransaction'
  | 'CommitTransaction'
  | 'RollbackTransaction';

/** Errors of the RDS Data API, by the name that `x-amzn-errortype` carries. */
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

/** What a call asks for, as far as a fault or the log wants to know. */
export interface CallRequest {
  operation: Operation;
  /** Of the secret, and so of the user, that the call is made with. */
  secretArn?: string;
  /** The database named, or the one of the call's transaction. */
  database?: string;
  sql?: string;
  transactionId?: string;
}

/** A call and how it ended. */
export type Call = CallRequest & awsApi.CallOutcome;

/** For how many calls a fault holds (default 1), and for which. */
export type FaultScope = awsApi.FaultScope<CallRequest>;

/** Faults that a test orders. */
export interface FaultPlan extends awsApi.FaultPlan<CallRequest, ErrorName> {
  /**
   * The cluster is paused: the next call wakes it, and from then on every call fails with
   * DatabaseResumingException for so long.
   */
  resume(options: { milliseconds: number }): void;
}

/** The secret of an ARN; undefined when there is none. */
export type GetSecret = (arn: string) => string | undefined | Promise<string | undefined>;

export interface DataApiOptions {
  /** PostgreSQL connection strings by the database name that calls carry. */
  databases: Record<string, string>;
  resourceArn: string;
  /** The secret of the user whom the connection strings name. */
  secretArn: string;
  /** Secrets of other users by ARN: JSON with `username` and `password`, which may change at any time. */
  secrets?: ReadonlyMap<string, string>;
  /** Default: a free one. */
  port?: number;
  /** Longest statement, in milliseconds; AWS: 45 s. */
  statementTimeout?: number;
  /** Longest pause between two calls of a transaction, in milliseconds; AWS: 3 min. */
  transactionIdleTimeout?: number;
  /** Called after each call. */
  onCall?: (call: Call) => void;
}

/** For `AWS_ENDPOINT_URL_RDS_DATA`. Its end rolls open transactions back and closes everything. */
export type DataApi = awsApi.Api<CallRequest, FaultPlan>;
