import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Route } from '../contract/route.ts';
import type { RequestState } from '../http/event.ts';
import { finishRecord, log } from '../http/middleware/log.ts';
import type { SocketContext, SocketMiddleware, WithContext } from './context.ts';
import type { SocketEvent, SocketResponse } from './event.ts';
import { socketContext } from './middleware/context.ts';
import { outcome, problems } from './middleware/problems.ts';

/**
 * Makes the Lambda handler of a socket's route.
 *
 * @param name of the function.
 * @param handle returns the reply to the client. An empty or missing reply is not sent.
 */
export const socketEndpoint = (
  name: string,
  // oxlint-disable-next-line typescript/no-invalid-void-type
  handle: (event: SocketEvent, context: SocketContext) => Promise<string | void>,
) =>
  compose<SocketEvent>(
    name,
    'buffered',
    ({ requestContext }) => requestContext.requestId,
    [problems()],
    async (event, context): Promise<SocketResponse> => {
      const body = await handle(event, context);
      return { statusCode: 200, ...(body && { body }) };
    },
  );

/**
 * Makes the Lambda handler of an asynchronous task; Lambda sees whether it failed.
 *
 * @param requestIdOf finds the id of the message that led to a task.
 */
export const taskEndpoint = <Task>(
  name: string,
  requestIdOf: (task: Task) => string | undefined,
  handle: (task: Task, context: SocketContext) => Promise<void>,
) => compose<Task>(name, 'stream', requestIdOf, [], handle);

/** Composes middleware in the order of the HTTP endpoints: log, errors, then the handler's context. */
const compose = <Event>(
  name: string,
  transfer: Route['transfer'],
  requestIdOf: (event: Event) => string | undefined,
  middleware: SocketMiddleware<Event>[],
  handle: (event: Event, context: SocketContext) => Promise<unknown>,
) =>
  middy<WithContext<Event>, unknown, Error, Context, RequestState>({
    requestEnd: ({ internal }) => finishRecord(internal),
  })
    .use([log<WithContext<Event>>(name, requestIdOf), ...middleware, outcome(), socketContext(transfer)])
    .handler(async (event) => {
      if (event.context === undefined) throw new TypeError('The middleware set no context.');
      return handle(event, event.context);
    });
