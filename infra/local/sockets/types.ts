import type { Api, FaultPlan } from '../aws-api/types.ts';
import type { SocketEntrance } from '../gateway/index.ts';
import type { FunctionHost } from '../lambda/index.ts';
import type { SocketLimits } from './limits.ts';

/** The functions behind the sockets, by API Gateway's routes `$connect`, `$default` and `$disconnect`. */
interface SocketFunctions {
  readonly connect: string;
  readonly message: string;
  readonly disconnect: string;
}

/** Who is at the other end, as far as the handshake told. */
export interface ClientIdentity {
  readonly sourceIp: string;
  readonly userAgent?: string;
}

/** A connection that stands: posts reach it. */
export interface OpenConnection {
  readonly id: string;
  /** The stage it was made to, such as `ai-chat`. */
  readonly stage: string;
  readonly identity: ClientIdentity;
  readonly connectedAt: Date;
  /** When the last message went either way. */
  readonly lastActiveAt: Date;
}

/** A connection's begin or end, for the console. */
export interface SocketRecord {
  readonly event: 'connect' | 'disconnect';
  /** `/<stage>`, without the query. */
  readonly path: string;
  readonly connectionId: string;
  /** The handshake's HTTP status, 101 where it was taken; at the end WebSocket's close code. */
  readonly status: number;
  /** How long the handshake took; at the end how long the connection stood. */
  readonly milliseconds: number;
  /** The function that was told. */
  readonly functionName: string;
}

/** Errors of API Gateway's `@connections`, by the name that `x-amzn-errortype` carries. */
export type ConnectionErrorName =
  | 'BadRequestException'
  | 'ForbiddenException'
  | 'GoneException'
  | 'InternalServerErrorException'
  | 'LimitExceededException'
  | 'PayloadTooLargeException'
  | 'ServiceUnavailableException';

/** What a call of `@connections` asks for, as far as a fault or the log wants to know. */
export interface ConnectionCall {
  readonly operation: 'PostToConnection' | 'GetConnection' | 'DeleteConnection';
  readonly connectionId: string;
  /** What is posted. */
  readonly data?: string;
}

/** API Gateway's `@connections`. */
export type Management = Api<ConnectionCall, FaultPlan<ConnectionCall, ConnectionErrorName>>;

export interface SocketOptions {
  /** The sockets' paths, each a stage, such as `/ai-chat`. */
  readonly paths: readonly string[];
  readonly functions: SocketFunctions;
  readonly host: FunctionHost;
  readonly onRecord?: (record: SocketRecord) => void;
  /** API Gateway's limits, where a test wants smaller ones. */
  readonly limits?: Partial<SocketLimits>;
}

export interface Sockets extends SocketEntrance, Pick<Management, 'faults' | 'calls'> {
  /**
   * Where `@connections` listens, for `AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI`, without a slash at the end. It takes
   * the connections of every stage; with `/<stage>` after it, that stage's only, as on AWS.
   */
  readonly url: string;
  /** The connections that stand, oldest first. */
  readonly connections: readonly OpenConnection[];
  /**
   * Delays the messages to come on their way to the function, as API Gateway gives them no order.
   *
   * @param delay milliseconds, by the message.
   */
  delayMessages(delay: (text: string) => number): void;
  /** Takes no more connections, closes those that stand as going away, and lets the functions hear of it. */
  disconnect(): Promise<void>;
  /** Closes `@connections`, and whatever connection still stands. */
  stop(): Promise<void>;
}
