import middy from '@middy/core';
import { executionModeStandard } from '@middy/core/Standard';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import type { Context } from 'aws-lambda';
import type { Kysely } from 'kysely';
import type * as z from 'zod/mini';
import type { Route } from '../contract/route.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { CacheableAnswer } from './answers.ts';
import type { EndpointEvent, HttpAnswer, Middleware, Notes } from './exchange.ts';
import { answer } from './middleware/answer.ts';
import { asItIs } from './middleware/as-it-is.ts';
import { database } from './middleware/database.ts';
import { finishRecord, log } from './middleware/log.ts';
import { parse } from './middleware/parse.ts';
import { problems } from './middleware/problems.ts';
import { purchaseToken } from './middleware/purchase-token.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { afterStream, type Pieces, stream } from './middleware/stream.ts';

type Schema = z.ZodMiniType;
type Answer<A extends Schema> = Promise<z.input<A> | CacheableAnswer<z.input<A>>>;

/** What the work of an endpoint is given: the request, checked and typed, and the user database. */
export interface Input<P extends Schema, B extends Schema> {
  readonly parameters: z.output<P>;
  readonly body: z.output<B>;
  readonly db: Kysely<UserDataTables>;
}

/** Makes a Lambda handler of a route and the work that returns its answer. */
export const endpoint = <P extends Schema, B extends Schema, A extends Schema>(
  route: Route<P, B, A>,
  work: (input: Input<P, B>) => Answer<A>,
) => compose(route, executionModeStandard, [parse(route), database(route), answer(route)], toWork(work));

/** Makes a Lambda handler of a route and the work that makes its answer's JSON text, piece by piece. */
export const streamEndpoint = <P extends Schema, B extends Schema, A extends Schema>(
  route: Route<P, B, A>,
  work: (input: Input<P, B>) => Pieces,
) => compose(route, executionModeStreamifyResponse, [parse(route), database(route), stream()], toWork(work));

/**
 * Makes a Lambda handler of a route that a purchase token pays for. The answer is sent whole, but in Lambda's
 * streaming mode: the model may think for longer than API Gateway waits for a buffered answer.
 */
export const paidEndpoint = <P extends Schema, B extends Schema, A extends Schema>(
  route: Route<P, B, A>,
  work: (input: Omit<Input<P, B>, 'db'>) => Answer<A>,
) =>
  compose(
    route,
    executionModeStreamifyResponse,
    [purchaseToken(), parse(route), answer(route), rateLimit(route)],
    toWork(work),
  );

/** Makes a Lambda handler of a route that needs a purchase token, costs nothing and uses no database. */
export const tokenEndpoint = <P extends Schema, B extends Schema, A extends Schema>(
  route: Route<P, B, A>,
  work: (input: Omit<Input<P, B>, 'db'>) => Answer<A>,
) =>
  compose(
    route,
    executionModeStandard,
    [purchaseToken('header or query'), parse(route), answer(route)],
    toWork(work),
  );

/** Makes a Lambda handler of a route whose answer needs neither the request's body nor a database. */
export const staticEndpoint = <A extends Schema>(route: Route<Schema, Schema, A>, work: () => Answer<A>) =>
  compose(route, executionModeStandard, [answer(route)], work);

/** Makes a Lambda handler whose work makes whole answers, of bytes; routes may share it. */
export const fileEndpoint = (
  route: Pick<Route, 'name'>,
  work: (event: EndpointEvent) => Promise<HttpAnswer>,
) => compose(route, executionModeStreamifyResponse, [asItIs()], work);

/** The only place where middleware is put together. `onError` hooks run in reverse order. */
const compose = (
  route: Pick<Route, 'name'>,
  executionMode: typeof executionModeStandard,
  middleware: Middleware[],
  work: (event: EndpointEvent) => unknown,
) =>
  middy<EndpointEvent, unknown, Error, Context, Notes>({
    executionMode,
    requestEnd: async ({ internal }) => {
      await afterStream(internal);
      finishRecord(internal);
    },
  })
    .use([log(route.name), problems(), ...middleware])
    .handler(async (event) => work(event));

/** The one cast: `parse` made the parameters and body of the schemas that give their types here. */
const toWork =
  <P extends Schema, B extends Schema>(work: (input: Input<P, B>) => unknown) =>
  ({ parameters, checkedBody, db }: EndpointEvent) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    work({ parameters, body: checkedBody, db } as Input<P, B>);
