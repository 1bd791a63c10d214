import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type { RateLimitTables, UserDataTables } from '../db/tables.ts';
import type { RequestState } from '../http/event.ts';

/** The context that a socket function's handler receives with its event. */
export interface SocketContext {
  readonly userData: Kysely<UserDataTables>;
  readonly rateLimit: Kysely<RateLimitTables>;
  /** Milliseconds until the function's timeout. */
  readonly remaining: () => number;
  /** Logs an error that the client has already been told about. */
  readonly report: (error: unknown) => void;
}

/** An event on its way through the middleware; `socketContext` sets its context. */
export type WithContext<Event> = Event & { context?: SocketContext };

export type SocketMiddleware<Event> = MiddlewareObj<
  WithContext<Event>,
  unknown,
  Error,
  Context,
  RequestState
>;
