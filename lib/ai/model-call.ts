import * as z from 'zod/mini';
import { currentInvocation } from '../invocation.ts';

const counted = z.object({
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
});

/** A call to the model, as the current invocation's record and trace know it. */
export interface ModelCall {
  /** Takes the tokens from an event, if the model's server counts them there. */
  read(event: unknown): void;
  /** Tells whether somebody waits for the tokens. */
  needsTokens(): boolean;
  /** Has the invocation wait for something before its record is written. */
  later(promise: Promise<void>): void;
  /** @param status of the response; undefined when there was none. */
  end(status: number | undefined, error: unknown): void;
}

/** Starts the clock of a call. @param address of the model's server. */
export function startModelCall(address: string): ModelCall {
  const { record, trace, pending } = currentInvocation() ?? {};
  const endTrace = trace?.begin({ name: new URL(address).host, namespace: 'remote' });
  const start = performance.now();
  let hasTokens = false;
  return {
    read: (event) => {
      const { usage } = counted.safeParse(event).data ?? {};
      if (usage === undefined || record === undefined) return;
      hasTokens = true;
      record.modelInputTokens = (record.modelInputTokens ?? 0) + usage.prompt_tokens;
      record.modelOutputTokens = (record.modelOutputTokens ?? 0) + usage.completion_tokens;
    },
    needsTokens: () => record !== undefined && !hasTokens,
    later: (promise) => void pending?.push(promise),
    end: (status, error) => {
      endTrace?.({ status, ...(error instanceof Error && { error: error.name }) });
      if (record === undefined) return;
      const milliseconds = Math.round(performance.now() - start);
      record.modelMilliseconds = (record.modelMilliseconds ?? 0) + milliseconds;
    },
  };
}
