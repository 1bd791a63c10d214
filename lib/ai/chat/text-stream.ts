import * as z from 'zod/mini';
import { Problem } from '../../problem/problem.ts';
import type { Model } from '../model.ts';
import { modelProblem, refused } from '../model-problems.ts';
import { chatFormat } from '../plan-schema.ts';
import { withIdleTimeout } from './idle-timeout.ts';

/** What is needed of a chunk. Other servers than OpenAI's leave out what is empty. */
const chunk = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      delta: z.nullish(z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) })),
    }),
  ),
});

/** The model's answer has come to an end before it was whole: there was no room for more. */
export class CutOffError extends Error {
  override readonly name = 'CutOff';
}

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * Asks a model once, for an answer in the form of the chat.
 *
 * @param signal closes the connection to the model at once.
 * @returns the pieces of the answer's text, as they come.
 * @throws Problem 502 to 504 when the model fails, refuses or falls silent; CutOffError.
 */
export async function* streamText(
  { client, name }: Model,
  messages: readonly Message[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  let ending: string | undefined;
  try {
    const stream = await client.chat.completions.create(
      { model: name, stream: true, messages: [...messages], response_format: chatFormat.responseFormat },
      { signal },
    );
    for await (const event of withIdleTimeout(stream, client.timeout)) {
      const { delta, finish_reason: reason } = chunk.safeParse(event).data?.choices[0] ?? {};
      if (reason === 'content_filter' || isText(delta?.refusal)) throw refused();
      if (isText(delta?.content)) yield delta.content;
      if (isText(reason)) ending = reason;
    }
  } catch (error) {
    // Once the model has ended its answer, it doesn't matter how the connection does.
    if (ending === undefined) throw error instanceof Problem ? error : modelProblem(error);
  }
  // Neither a call that was closed by the signal nor a connection closed in good form throws of itself.
  if (ending === undefined) throw modelProblem(new Error('The stream has no end.'));
  if (ending === 'length') throw new CutOffError();
}

const isText = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== '';
