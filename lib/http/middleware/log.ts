import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { enterInvocation } from '../../invocation.ts';
import { logRequest, type RequestRecord } from '../../log.ts';
import { openTrace } from '../../trace/trace.ts';
import type { RequestState } from '../event.ts';

let isColdStart = true;

/**
 * Starts the request's log record and its trace; {@link finishRecord} writes both.
 *
 * @param name of the function.
 * @param requestIdOf finds the request's id in an event; without one, it is Lambda's own.
 */
export const log = <Event>(
  name: string,
  requestIdOf: (event: Event) => string | undefined,
): MiddlewareObj<Event, unknown, Error, Context, RequestState> => ({
  before: ({ event, context, internal }) => {
    const requestId = requestIdOf(event) ?? context.awsRequestId;
    internal.startedAt = performance.now();
    internal.record = { requestId, route: name, coldStart: isColdStart };
    internal.invocation = { record: internal.record, trace: openTrace(requestId), pending: [] };
    enterInvocation(internal.invocation);
    isColdStart = false;
  },
});

/** Writes the record and sends the trace. Call it when the response has been sent or has failed. */
export async function finishRecord(state: RequestState): Promise<void> {
  const { record, startedAt, dataApis = [], invocation } = state;
  if (record === undefined || startedAt === undefined) return;
  record.milliseconds = Math.round(performance.now() - startedAt);
  await Promise.all(invocation?.pending ?? []);
  addDataApiCalls(record, dataApis);
  logRequest(record);
  await invocation?.trace?.send();
}

function addDataApiCalls(record: RequestRecord, dataApis: NonNullable<RequestState['dataApis']>): void {
  const sum = (of: 'calls' | 'retries' | 'resumes') =>
    dataApis.reduce((total, dataApi) => total + dataApi[of], 0);
  const [retries, resumes] = [sum('retries'), sum('resumes')];
  record.dataApiCalls = sum('calls');
  if (retries > 0) record.dataApiRetries = retries;
  if (resumes > 0) record.dataApiResumes = resumes;
}
