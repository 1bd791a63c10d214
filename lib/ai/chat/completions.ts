import { Stream } from 'openai/core/streaming';
import type * as z from 'zod/mini';
import type { Model } from '../model.ts';
import { type ModelCall, startModelCall } from '../model-call.ts';
import type { AnswerFormat } from '../plan-schema.ts';
import { inShape } from '../prompts/shape.ts';

/** Milliseconds for the server to count the tokens of an answer that is complete. */
const TOKENS_TIMEOUT = 500;

/** The input of a call to the model. */
export interface Question {
  readonly instructions: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly format: AnswerFormat<z.ZodMiniType>;
}

/**
 * Calls a model, and measures the call.
 *
 * @returns the events of a streamed response, or a single one from a server that does not stream.
 */
export async function* completions(model: Model, question: Question, signal: AbortSignal): AsyncGenerator {
  const closing = new AbortController();
  const call = startModelCall(model.client.baseURL);
  let response: Response | undefined;
  let failure: unknown;
  try {
    response = await request(model, question, AbortSignal.any([signal, closing.signal]), closing);
    const events = eventsOf(response, model, closing);
    try {
      for (let next = await events.next(); next.done !== true; next = await events.next()) {
        call.read(next.value);
        yield next.value;
      }
    } finally {
      // Whoever reads the answer has all of it, and does not wait.
      call.later(readTokens(events, call, closing));
    }
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    call.end(response?.status, failure);
  }
}

function request(
  { client, name, limit, usage }: Model,
  { instructions, messages, format }: Question,
  signal: AbortSignal,
  closing: AbortController,
): Promise<Response> {
  const timer = setTimeout(() => closing.abort(), client.timeout);
  const system = { role: 'system', content: inShape(instructions, format) } as const;
  return client.chat.completions
    .create(
      {
        model: name,
        stream: true,
        messages: [system, ...messages],
        response_format: format.responseFormat,
        ...limit,
        ...usage,
      },
      { signal },
    )
    .asResponse()
    .finally(() => clearTimeout(timer));
}

function eventsOf(response: Response, { client }: Model, closing: AbortController): AsyncIterator<unknown> {
  const isWhole = response.headers.get('content-type')?.includes('json') === true;
  return isWhole
    ? whole(response)
    : Stream.fromSSEResponse(response, closing, client)[Symbol.asyncIterator]();
}

async function* whole(response: Response): AsyncGenerator {
  yield await response.json();
}

/** Reads on until the server says how many tokens the answer took, which it does at the very end, and closes the call. */
async function readTokens(
  events: AsyncIterator<unknown>,
  call: ModelCall,
  closing: AbortController,
): Promise<void> {
  const timer = setTimeout(() => closing.abort(), TOKENS_TIMEOUT);
  try {
    while (call.needsTokens()) {
      const next = await events.next();
      if (next.done === true) break;
      call.read(next.value);
    }
  } catch {
    // The answer is there; that its tokens are not known is no error.
  } finally {
    clearTimeout(timer);
    closing.abort();
  }
}
