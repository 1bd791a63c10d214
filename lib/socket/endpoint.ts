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
 * Makes a Lambda handler of a socket's route.
 *
 * @param name the function's.
 * @param handle returns what goes back to the client; nothing, or an empty text, goes not.
 */
export const socketEndpoint = (
  name: string,
  // oxlint-disable-next-line typescript/no-invalid-void-type
  handle: (event: SocketEvent, context: SocketContext) => Promise<string | void>,
) =>
  compose<SocketEvent>(name, 'buffered', [problems()], async (event, given): Promise<SocketResponse> => {
    const body = await handle(event, given);
    return { statusCode: 200, ...(body && { body }) };
  });

/** Makes a Lambda handler of a task that is handed over asynchronously: Lambda hears whether it failed. */
export const taskEndpoint = <Task>(
  name: string,
  handle: (task: Task, context: SocketContext) => Promise<void>,
) => compose<Task>(name, 'stream', [], handle);

/** As the endpoints of HTTP have it: log, then errors, then what the handle needs. */
const compose = <Event>(
  name: string,
  transfer: Route['transfer'],
  middleware: SocketMiddleware<Event>[],
  handle: (event: Event, context: SocketContext) => Promise<unknown>,
) =>
  middy<WithContext<Event>, unknown, Error, Context, RequestState>({
    requestEnd: ({ internal }) => finishRecord(internal),
  })
    .use([log(name), ...middleware, outcome(), socketContext(transfer)])
    .handler(async (event) => {
      if (event.context === undefined) throw new TypeError('The middleware brought no context.');
      return handle(event, event.context);
    });
