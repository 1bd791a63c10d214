import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestRecord } from './log.ts';
import type { Trace } from './trace/trace.ts';

/** The invocation that a function is handling: one request, message or task. */
export interface Invocation {
  readonly record: RequestRecord;
  /** Undefined when X-Ray does not sample it. */
  readonly trace: Trace | undefined;
  /** Whatever is still to be known for the record after the response has been sent. */
  readonly pending: Promise<unknown>[];
}

const storage = new AsyncLocalStorage<Invocation>();

/** Makes an invocation the current one, for the rest of the calling function and all that it awaits. */
export const enterInvocation = (invocation: Invocation): void => storage.enterWith(invocation);

/** The current invocation; undefined outside of endpoints, as in commands on a laptop. */
export const currentInvocation = (): Invocation | undefined => storage.getStore();
