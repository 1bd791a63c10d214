import { APIUserAbortError } from 'openai/core/error';
import { Stream } from 'openai/core/streaming';
import * as z from 'zod/mini';
import { Problem } from '../../problem/problem.ts';
import type { Model } from '../model.ts';
import { modelProblem, refused } from '../model-problems.ts';
import type { AnswerFormat } from '../plan-schema.ts';
import { inShape } from '../prompts/shape.ts';

const said = z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) });

/**
 * What is needed of a chunk, or of an answer that comes whole. Other servers than OpenAI's leave out what is
 * empty.
 */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      delta: z.nullish(said),
      message: z.nullish(said),
    }),
  ),
});

/** The model's answer has come to an end before it was whole: there was no room for more. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/** All that a model is asked with. */
interface Question {
  readonly instructions: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly format: AnswerFormat<z.ZodMiniType>;
}

/**
 * Asks a model once. The answer is taken as it is written, so that it can be ended as soon as it is whole.
 *
 * @param signal closes the connection to the model at once.
 * @returns the pieces of the answer's text, as they come.
 * @throws Problem 502 to 504 when the model fails, refuses or falls silent; CutOffError.
 */
export async function* streamText(
  model: Model,
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let ending: string | undefined;
  let isCharged = false;
  try {
    for await (const event of completions(model, question, signal)) {
      const [choice] = completion.safeParse(event).data?.choices ?? [];
      const { content, refusal } = choice?.delta ?? choice?.message ?? {};
      if (choice?.finish_reason === 'content_filter' || isText(refusal)) throw refused();
      if (isText(choice?.finish_reason)) ending = choice.finish_reason;
      if (!isText(content)) continue;
      isCharged = true;
      yield content;
    }
  } catch (error) {
    // Once the model has ended its answer, it doesn't matter how the connection does.
    if (ending === undefined) throw error instanceof Problem ? error : modelProblem(error, isCharged);
  }
  // Neither a call that was closed by the signal nor a connection closed in good form throws of itself.
  if (ending === undefined) {
    const cause = signal.aborted ? new APIUserAbortError() : new Error('The stream has no end.');
    throw modelProblem(cause, isCharged);
  }
  if (ending === 'length') throw new CutOffError();
}

/** The events of a streamed answer, or the one of a server that gives it whole all the same. */
async function* completions(
  { client, name, limit }: Model,
  { instructions, messages, format }: Question,
  signal: AbortSignal,
): AsyncGenerator {
  const hangUp = new AbortController();
  const silence = setTimeout(() => hangUp.abort(), client.timeout);
  const system = { role: 'system', content: inShape(instructions, format) } as const;
  const response = await client.chat.completions
    .create(
      {
        model: name,
        stream: true,
        messages: [system, ...messages],
        response_format: format.responseFormat,
        ...limit,
      },
      { signal: AbortSignal.any([signal, hangUp.signal]) },
    )
    .asResponse()
    .finally(() => clearTimeout(silence));
  const isWhole = response.headers.get('content-type')?.includes('json') === true;
  if (isWhole) yield await response.json();
  else yield* Stream.fromSSEResponse(response, hangUp, client);
}

const isText = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== '';
