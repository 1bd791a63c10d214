import middy from '@middy/core';
import { executionModeStandard } from '@middy/core/Standard';
import type { Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type * as z from 'zod/mini';
import type { Route } from '../contract/route.ts';
import type { UserDataTables } from '../db/tables.ts';
import { answerDeadline } from './deadlines.ts';
import {
  type EndpointEvent,
  type HttpResponse,
  type Middleware,
  type RequestState,
  requestIdOf,
} from './event.ts';
import { executionModeStream } from './execution.ts';
import { database } from './middleware/database.ts';
import { finishRecord, log } from './middleware/log.ts';
import { parse } from './middleware/parse.ts';
import { passthrough } from './middleware/passthrough.ts';
import { problems } from './middleware/problems.ts';
import { purchaseToken } from './middleware/purchase-token.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { serialize } from './middleware/serialize.ts';
import { afterStream, type ResponseChunks, stream } from './middleware/stream.ts';
import type { CacheableResponse } from './response.ts';

type Schema = z.ZodMiniType;
type Handled<R extends Schema> = Promise<z.input<R> | CacheableResponse<z.input<R>>>;

/** The validated, typed request and the user database. */
export interface Input<P extends Schema, B extends Schema> {
  readonly parameters: z.output<P>;
  readonly body: z.output<B>;
  readonly db: Kysely<UserDataTables>;
}

/** Makes the Lambda handler of a public route; `handle` returns the response. */
export const endpoint = <P extends Schema, B extends Schema, R extends Schema>(
  route: Route<P, B, R, 'public', 'buffered'>,
  handle: (input: Input<P, B>) => Handled<R>,
) =>
  compose(route, executionModeStandard, [parse(route), database(route), serialize(route)], toHandler(handle));

/** Makes the Lambda handler of a public route; `handle` generates the response's JSON text in chunks. */
export const streamEndpoint = <P extends Schema, B extends Schema, R extends Schema>(
  route: Route<P, B, R, 'public', 'stream'>,
  handle: (input: Input<P, B>) => ResponseChunks,
) => compose(route, executionModeStream, [parse(route), database(route), stream()], toHandler(handle));

/**
 * Makes the Lambda handler of a route whose calls count against a purchase's limit. The response is sent whole, but in
 * Lambda's streaming mode: the model may think for longer than API Gateway waits for a buffered response. `handle` is
 * given the signal at which nobody waits for its answer any more.
 */
export const meteredEndpoint = <P extends Schema, B extends Schema, R extends Schema>(
  route: Route<P, B, R, 'metered', 'stream'>,
  handle: (input: Omit<Input<P, B>, 'db'>, signal: AbortSignal) => Handled<R>,
) =>
  compose(
    route,
    executionModeStream,
    [purchaseToken(), parse(route), serialize(route), rateLimit(route)],
    (event) => {
      const left = answerDeadline(event) - Date.now();
      const signal = left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort();
      return toHandler((input: Input<P, B>) => handle(input, signal))(event);
    },
  );

/** Makes the Lambda handler of a route that needs a purchase token, is not metered and uses no database. */
export const purchaseTokenEndpoint = <P extends Schema, B extends Schema, R extends Schema>(
  route: Route<P, B, R, 'purchase-token', 'buffered'>,
  handle: (input: Omit<Input<P, B>, 'db'>) => Handled<R>,
) =>
  compose(
    route,
    executionModeStandard,
    [purchaseToken('header or query'), parse(route), serialize(route)],
    toHandler(handle),
  );

/** Makes the Lambda handler of a public route whose response needs neither the request nor a database. */
export const staticEndpoint = <R extends Schema>(
  route: Route<Schema, Schema, R, 'public', 'buffered'>,
  handle: () => Handled<R>,
) => compose(route, executionModeStandard, [serialize(route)], handle);

/** Makes the Lambda handler of public routes whose responses are bytes; `handle` returns the complete response. */
export const fileEndpoint = (
  route: Route<Schema, Schema, Schema, 'public', 'stream'>,
  handle: (event: EndpointEvent) => Promise<HttpResponse>,
) => compose(route, executionModeStream, [passthrough()], handle);

/** The only place that composes middleware. `onError` hooks run in reverse order. */
const compose = (
  route: Pick<Route, 'name'>,
  executionMode: typeof executionModeStandard,
  middleware: Middleware[],
  handle: (event: EndpointEvent) => unknown,
) =>
  middy<EndpointEvent, unknown, Error, Context, RequestState>({
    executionMode,
    requestEnd: async ({ internal }) => {
      await afterStream(internal);
      await finishRecord(internal);
    },
  })
    .use([log(route.name, requestIdOf), problems(), ...middleware])
    .handler(async (event) => handle(event));

/** The only cast: `parse` has validated parameters and body with the schemas that define their types here. */
const toHandler =
  <P extends Schema, B extends Schema>(handle: (input: Input<P, B>) => unknown) =>
  ({ parameters, checkedBody, db }: EndpointEvent) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    handle({ parameters, body: checkedBody, db } as Input<P, B>);
