import type { FunctionErrorPayload } from './protocol.ts';

/** The failure of a function, with the error as Lambda reports it. */
export class FunctionFailure extends Error {
  readonly payload: FunctionErrorPayload;

  constructor(payload: FunctionErrorPayload) {
    super(`${payload.errorType}: ${payload.errorMessage}`);
    this.name = 'FunctionFailure';
    this.payload = payload;
  }

  get timedOut(): boolean {
    return this.payload.errorType === timeoutType;
  }
}

/** Lambda's `RequestEntityTooLargeException`, because of which the function is not called. */
export class RequestTooLarge extends Error {
  constructor(bytes: number, limit: number) {
    super(`Request must be smaller than ${limit} bytes for the InvokeFunction operation, and has ${bytes}`);
    this.name = 'RequestTooLarge';
  }
}

const timeoutType = 'Sandbox.Timedout';

/** The error of a function that ran longer than its timeout. */
export function timedOut(requestId: string, milliseconds: number): FunctionErrorPayload {
  const seconds = (milliseconds / 1000).toFixed(2);
  return platformError(timeoutType, `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`);
}

/** The error of a function whose process ended: by `process.exit`, out of memory, or an uncaught error. */
export function exited(requestId: string, reason: string): FunctionErrorPayload {
  const message = `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`;
  return platformError('Runtime.ExitError', message);
}

/** The error of a response over Lambda's limit. */
export function responseTooLarge(limit: number): FunctionErrorPayload {
  const message = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`;
  return platformError('Function.ResponseSizeTooLarge', message);
}

/** Turns anything thrown into an error as Lambda reports it. */
export function describe(thrown: unknown): FunctionErrorPayload {
  if (thrown instanceof Error) {
    const trace = (thrown.stack ?? '').split('\n');
    return { errorType: thrown.name, errorMessage: thrown.message, trace };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

function platformError(errorType: string, errorMessage: string): FunctionErrorPayload {
  return { errorType, errorMessage, trace: [] };
}
