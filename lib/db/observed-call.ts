import type { Invocation } from '../invocation.ts';
import { logDataApiCall } from '../log.ts';
import { DatabaseError } from './errors.ts';
import { isResuming } from './retry.ts';

interface Counts {
  retries: number;
  resumes: number;
}

interface Output {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/** Milliseconds from which on a call is logged although it succeeded. */
const SLOW = 1_000;

/**
 * Makes a call of the Data API: counts its retries, logs each failure after which it is sent again, logs it if it is
 * slow, and traces it. Holds nothing of the statement. The last failure is thrown, and is in the request's record.
 *
 * @param invocation undefined outside of endpoints, where whoever calls tells what failed.
 * @param call is given a function to call with each failure after which it tries again.
 */
export async function observedCall<O extends Output>(
  operation: string,
  counts: Counts,
  invocation: Invocation | undefined,
  call: (onFailure: (failure: DatabaseError) => void) => Promise<O>,
): Promise<O> {
  const end = invocation?.trace?.begin({ name: 'RDSData', namespace: 'aws' });
  const start = performance.now();
  const log = (dataApiRequestId: string | undefined, failure?: DatabaseError) => {
    if (invocation === undefined) return;
    const milliseconds = Math.round(performance.now() - start);
    const { name: error, sqlState } = failure ?? {};
    logDataApiCall(invocation.record, { operation, milliseconds, error, sqlState, dataApiRequestId });
  };
  let retries = 0;
  let hasResumed = false;
  const onFailure = (failure: DatabaseError) => {
    retries += 1;
    if (isResuming(failure)) {
      // A resuming cluster refuses every attempt for seconds: once says it.
      if (hasResumed) return;
      hasResumed = true;
      counts.resumes += 1;
    } else {
      counts.retries += 1;
    }
    log(failure.dataApiRequestId, failure);
  };
  try {
    const output = await call(onFailure);
    const { requestId } = output.$metadata;
    end?.({ operation, requestId, retries, status: 200 });
    if (performance.now() - start >= SLOW) log(requestId);
    return output;
  } catch (error) {
    const failure = failureIn(error);
    const name = error instanceof Error ? error.name : 'NotAnError';
    const { dataApiRequestId: requestId, httpStatus: status } = failure ?? {};
    end?.({ operation, requestId, retries, status, error: name });
    throw error;
  }
}

/** The Data API's own error; what is thrown may wrap it. */
function failureIn(error: unknown): DatabaseError | undefined {
  if (error instanceof DatabaseError) return error;
  return error instanceof Error && error.cause instanceof DatabaseError ? error.cause : undefined;
}
