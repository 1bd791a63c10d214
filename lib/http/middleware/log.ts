import type { Route } from '../../contract/route.ts';
import type { Middleware, Notes } from '../exchange.ts';
import { logRequest } from '../log.ts';

let isColdStart = true;

/** Begins the request's record; {@link finishRecord} writes it. */
export const log = (route: Route): Middleware => ({
  before: ({ internal }) => {
    internal.startedAt = performance.now();
    internal.record = { route: route.name, coldStart: isColdStart };
    isColdStart = false;
  },
});

/** To be called when the last byte of the answer has been handed over, or the answer has broken off. */
export function finishRecord({ record, startedAt, dataApi }: Notes): void {
  if (record === undefined || startedAt === undefined) return;
  record.milliseconds = Math.round(performance.now() - startedAt);
  record.dataApiCalls = dataApi?.calls ?? 0;
  logRequest(record);
}
