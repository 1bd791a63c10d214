export { FunctionFailure, RequestTooLarge } from './failure.ts';
export { createFunctionHost } from './host.ts';
export type { FunctionHost, FunctionHostOptions, InvokeOptions, LogEntry } from './types.ts';
