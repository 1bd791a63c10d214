import type { Readable } from 'node:stream';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type { Purchase } from '../auth/purchase-token.ts';
import type { DataApi } from '../db/data-api.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { RequestRecord } from '../log.ts';

/** The event on its way through the middleware, which add what they made of it. */
export interface EndpointEvent extends APIGatewayProxyEvent {
  /** By `parse`: what the route's schemas make of the path and the body. */
  parameters?: unknown;
  checkedBody?: unknown;
  /** By `purchaseToken`. */
  purchase?: Purchase;
  /** By `database`. */
  db?: Kysely<UserDataTables>;
}

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string | Readable;
}

/** What the middleware of one request tell each other. */
export interface RequestState extends Record<string, unknown> {
  record?: RequestRecord;
  startedAt?: number;
  /** A client a database. */
  dataApis?: readonly DataApi[];
  /** Whether the last of a streamed answer has been taken. */
  isSent?: boolean;
  /** What is left to do then. */
  afterSend?: () => Promise<void>;
  /** Takes back what the rate limit counted. */
  refund?: () => Promise<void>;
}

export type Middleware = MiddlewareObj<EndpointEvent, unknown, Error, Context, RequestState>;
