import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Route } from '../contract/route.ts';
import type { Notes } from '../http/exchange.ts';
import { finishRecord, log } from '../http/middleware/log.ts';
import type { SocketAnswer, SocketEvent } from './event.ts';
import type { Equipped, SocketMiddleware, Tools } from './exchange.ts';
import { outcome, problems } from './middleware/problems.ts';
import { tools } from './middleware/tools.ts';

/**
 * Makes a Lambda handler of a socket's route.
 *
 * @param name the function's.
 * @param work returns what goes back to the client; nothing, or an empty text, goes not.
 */
export const socketEndpoint = (
  name: string,
  // oxlint-disable-next-line typescript/no-invalid-void-type
  work: (event: SocketEvent, tools: Tools) => Promise<string | void>,
) =>
  compose<SocketEvent>(name, 'buffered', [problems()], async (event, given): Promise<SocketAnswer> => {
    const body = await work(event, given);
    return { statusCode: 200, ...(body && { body }) };
  });

/** Makes a Lambda handler of a task that is handed over asynchronously: Lambda hears whether it failed. */
export const taskEndpoint = <Task>(name: string, work: (task: Task, tools: Tools) => Promise<void>) =>
  compose<Task>(name, 'stream', [], work);

/** As the endpoints of HTTP have it: log, then errors, then what the work needs. */
const compose = <Event>(
  name: string,
  transfer: Route['transfer'],
  middleware: SocketMiddleware<Event>[],
  work: (event: Event, tools: Tools) => Promise<unknown>,
) =>
  middy<Equipped<Event>, unknown, Error, Context, Notes>({
    requestEnd: ({ internal }) => finishRecord(internal),
  })
    .use([log(name), ...middleware, outcome(), tools(transfer)])
    .handler(async (event) => {
      if (event.tools === undefined) throw new TypeError('The middleware brought no tools.');
      return work(event, event.tools);
    });
