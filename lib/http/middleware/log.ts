import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { logRequest } from '../../log.ts';
import type { RequestState } from '../event.ts';

let isColdStart = true;

/**
 * Starts the request's log record; {@link finishRecord} writes it.
 *
 * @param name of the function.
 */
export const log = <Event>(name: string): MiddlewareObj<Event, unknown, Error, Context, RequestState> => ({
  before: ({ internal }) => {
    internal.startedAt = performance.now();
    internal.record = { route: name, coldStart: isColdStart };
    isColdStart = false;
  },
});

/** Writes the record. Call it when the response has been sent or has failed. */
export function finishRecord({ record, startedAt, dataApis = [] }: RequestState): void {
  if (record === undefined || startedAt === undefined) return;
  record.milliseconds = Math.round(performance.now() - startedAt);
  record.dataApiCalls = dataApis.reduce((sum, { calls }) => sum + calls, 0);
  logRequest(record);
}
