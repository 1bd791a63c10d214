import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type { RateLimitTables, UserDataTables } from '../db/tables.ts';
import type { RequestState } from '../http/event.ts';

/** What the work of a socket's function is given beside its event. */
export interface SocketContext {
  readonly userData: Kysely<UserDataTables>;
  readonly rateLimit: Kysely<RateLimitTables>;
  /** Milliseconds that the function may go on. */
  readonly remaining: () => number;
  /** Notes for the log what went wrong and was told the client already. */
  readonly report: (error: unknown) => void;
}

/** An event on its way through the middleware; `tools` brings the rest. */
export type WithContext<Event> = Event & { context?: SocketContext };

export type SocketMiddleware<Event> = MiddlewareObj<
  WithContext<Event>,
  unknown,
  Error,
  Context,
  RequestState
>;
