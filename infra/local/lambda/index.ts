export { startLambdaApi } from './api/server.ts';
export type { LambdaApi } from './api/types.ts';
export { FunctionFailure, RequestTooLarge } from './failure.ts';
export { createFunctionHost } from './host.ts';
export type { FunctionHost, FunctionHostOptions, InvokeOptions, LogEntry } from './types.ts';
