import type { FunctionErrorPayload } from './protocol.ts';

/** A function that failed, with the error as Lambda reports it. */
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

/** Lambda's `RequestEntityTooLargeException`: the function is not called. */
export class RequestTooLarge extends Error {
  constructor(bytes: number, limit: number) {
    super(`Request must be smaller than ${limit} bytes for the InvokeFunction operation, and has ${bytes}`);
    this.name = 'RequestTooLarge';
  }
}

const timeoutType = 'Sandbox.Timedout';

/** The function ran longer than its timeout. */
export function timedOut(requestId: string, milliseconds: number): FunctionErrorPayload {
  const seconds = (milliseconds / 1000).toFixed(2);
  return platformError(timeoutType, `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`);
}

/** The function's process ended while it ran: `process.exit`, no memory left, an error nobody caught. */
export function exited(requestId: string, reason: string): FunctionErrorPayload {
  const message = `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`;
  return platformError('Runtime.ExitError', message);
}

/** The response is over Lambda's limit. */
export function responseTooLarge(limit: number): FunctionErrorPayload {
  const message = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`;
  return platformError('Function.ResponseSizeTooLarge', message);
}

/** Whatever was thrown, as Lambda reports it. */
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
