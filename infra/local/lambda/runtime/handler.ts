import { finished } from 'node:stream/promises';
import type { Invocation } from '../protocol.ts';
import { isStreaming } from './awslambda.ts';
import { makeContext } from './context.ts';
import type { ResponseStream } from './response-stream.ts';

/**
 * Runs one invocation: a buffered handler returns its response as JSON, a streaming one writes it and returns nothing.
 */
export type RunHandler = (invocation: Invocation, stream: ResponseStream) => Promise<string | undefined>;

type Handler = (...values: unknown[]) => unknown;

/**
 * Loads a bundle and its exported `handler`.
 * @throws the error of a bundle that fails to load, or Lambda's `Runtime.*` error for a handler that it can't run.
 */
export async function loadHandler(bundle: string): Promise<RunHandler> {
  const { handler }: { handler?: unknown } = await import(bundle);
  if (!isHandler(handler)) {
    throw runtimeError('Runtime.HandlerNotFound', 'index.handler is undefined or not exported');
  }
  if (isStreaming(handler)) return (invocation, stream) => runStreaming(handler, invocation, stream);
  if (handler.length > 2) {
    const message = 'Node.js 24 functions take no callback: the handler has more than two parameters';
    throw runtimeError('Runtime.CallbackHandlerDeprecated', message);
  }
  return (invocation) => runBuffered(handler, invocation);
}

async function runBuffered(handler: Handler, invocation: Invocation): Promise<string> {
  const response = await handler(JSON.parse(invocation.event), contextOf(invocation));
  // JSON.stringify returns undefined for undefined and functions, for which Lambda returns null.
  return JSON.stringify(response) ?? 'null';
}

async function runStreaming(
  handler: Handler,
  invocation: Invocation,
  stream: ResponseStream,
): Promise<undefined> {
  const returned = handler(JSON.parse(invocation.event), stream, contextOf(invocation));
  if (!(returned instanceof Promise)) throw new Error('Streaming does not support non-async handlers.');
  await returned;
  // Lambda would wait until the function times out; failing immediately is more helpful.
  if (!stream.writableEnded) throw new Error('Response stream is not finished.');
  await finished(stream);
}

function contextOf(invocation: Invocation) {
  return makeContext(invocation.requestId, invocation.deadline);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function runtimeError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
