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

/** The client, as far as the handshake identifies it. */
export interface ClientIdentity {
  readonly sourceIp: string;
  readonly userAgent?: string;
}

/** An open connection, which can receive messages. */
export interface OpenConnection {
  readonly id: string;
  /** The stage of the connection, such as `ai-chat`. */
  readonly stage: string;
  readonly identity: ClientIdentity;
  readonly connectedAt: Date;
  /** The time of the last message in either direction. */
  readonly lastActiveAt: Date;
}

/** The start or end of a connection, for the console. */
export interface SocketRecord {
  readonly event: 'connect' | 'disconnect';
  /** `/<stage>`, without the query. */
  readonly path: string;
  readonly connectionId: string;
  /** On connect, the HTTP status of the handshake, 101 on success; on disconnect, WebSocket's close code. */
  readonly status: number;
  /** On connect, the duration of the handshake; on disconnect, that of the connection. */
  readonly milliseconds: number;
  /** The function that was called. */
  readonly functionName: string;
}

/** Errors of API Gateway's `@connections`, by their name in `x-amzn-errortype`. */
export type ConnectionErrorName =
  | 'BadRequestException'
  | 'ForbiddenException'
  | 'GoneException'
  | 'InternalServerErrorException'
  | 'LimitExceededException'
  | 'PayloadTooLargeException'
  | 'ServiceUnavailableException';

/** The parts of a call of `@connections` that faults and the log use. */
export interface ConnectionCall {
  readonly operation: 'PostToConnection' | 'GetConnection' | 'DeleteConnection';
  readonly connectionId: string;
  /** The posted message. */
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
  /** Overrides of API Gateway's limits, for tests. */
  readonly limits?: Partial<SocketLimits>;
}

export interface Sockets extends SocketEntrance, Pick<Management, 'faults' | 'calls'> {
  /**
   * URL of `@connections`, for `AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI`, without a trailing slash. It serves the
   * connections of all stages; with `/<stage>` appended, only those of that stage, as on AWS.
   */
  readonly url: string;
  /** The open connections, oldest first. */
  readonly connections: readonly OpenConnection[];
  /**
   * Delays later messages on their way to the function, as API Gateway does not keep their order.
   *
   * @param delay milliseconds, by the message.
   */
  delayMessages(delay: (text: string) => number): void;
  /** Takes no more connections, closes those that stand as going away, and lets the functions hear of it. */
  disconnect(): Promise<void>;
  /** Closes `@connections` and every open connection. */
  stop(): Promise<void>;
}
