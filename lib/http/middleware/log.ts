import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { logRequest } from '../../log.ts';
import type { RequestState } from '../event.ts';

let isColdStart = true;

/**
 * Begins the request's record; {@link finishRecord} writes it.
 *
 * @param name the function's.
 */
export const log = <Event>(name: string): MiddlewareObj<Event, unknown, Error, Context, RequestState> => ({
  before: ({ internal }) => {
    internal.startedAt = performance.now();
    internal.record = { route: name, coldStart: isColdStart };
    isColdStart = false;
  },
});

/** To be called when the last byte of the answer has been handed over, or the answer has broken off. */
export function finishRecord({ record, startedAt, dataApis = [] }: RequestState): void {
  if (record === undefined || startedAt === undefined) return;
  record.milliseconds = Math.round(performance.now() - startedAt);
  record.dataApiCalls = dataApis.reduce((sum, { calls }) => sum + calls, 0);
  logRequest(record);
}
