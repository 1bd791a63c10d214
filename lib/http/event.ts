import type { Readable } from 'node:stream';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type { Purchase } from '../auth/purchase-token.ts';
import type { DataApi } from '../db/data-api.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { Invocation } from '../invocation.ts';
import type { RequestRecord } from '../log.ts';

/** An event on its way through the middleware, with the values that they add. */
export interface EndpointEvent extends APIGatewayProxyEvent {
  /** Set by `parse`: path and body, validated by the route's schemas. */
  parameters?: unknown;
  checkedBody?: unknown;
  /** Set by `purchaseToken`. */
  purchase?: Purchase;
  /** Set by `database`. */
  db?: Kysely<UserDataTables>;
}

/**
 * The id that a client is told. Only API Gateway makes it: a client may set the other one, `requestId`, in a header.
 * Source: Amazon API Gateway, "Variables for data models, authorizers, mapping templates, and CloudWatch access logging".
 */
export const requestIdOf = ({ requestContext }: EndpointEvent): string =>
  requestContext.extendedRequestId ?? requestContext.requestId;

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string | Readable;
}

/** State that the middleware of one request share. */
export interface RequestState extends Record<string, unknown> {
  record?: RequestRecord;
  invocation?: Invocation;
  startedAt?: number;
  /** One client per database. */
  dataApis?: readonly DataApi[];
  /** Tells whether the whole of a streamed response has been sent. */
  isSent?: boolean;
  /** Runs after a response has been sent. */
  afterSend?: () => Promise<void>;
  /** Refunds the call that the rate limit counted. */
  refund?: () => Promise<void>;
}

export type Middleware = MiddlewareObj<EndpointEvent, unknown, Error, Context, RequestState>;
