import { APIUserAbortError } from 'openai/core/error';
import * as z from 'zod/mini';
import { Problem } from '../../problem/problem.ts';
import type { Model } from '../model.ts';
import { modelProblem, refused } from '../model-problems.ts';
import { completions, type Question } from './completions.ts';

const textFields = z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) });

/**
 * The fields that are used of a chunk, or of a response that is not streamed. Servers other than OpenAI's leave out
 * empty fields.
 */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      delta: z.nullish(textFields),
      message: z.nullish(textFields),
    }),
  ),
});

/** The model's answer reached the token limit before it was complete. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/**
 * Calls a model once. The answer is streamed, so that the call can end as soon as the answer is complete.
 *
 * @param signal closes the connection to the model immediately.
 * @returns the answer's text in chunks.
 * @throws Problem 502 to 504 when the model fails, refuses or times out; CutOffError.
 */
export async function* streamText(
  model: Model,
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let finishReason: string | undefined;
  let isCharged = false;
  try {
    for await (const event of completions(model, question, signal)) {
      const [choice] = completion.safeParse(event).data?.choices ?? [];
      const { content, refusal } = choice?.delta ?? choice?.message ?? {};
      if (choice?.finish_reason === 'content_filter' || isText(refusal)) throw refused();
      if (isText(choice?.finish_reason)) finishReason = choice.finish_reason;
      if (!isText(content)) continue;
      isCharged = true;
      yield content;
    }
  } catch (error) {
    // Once the model has finished its answer, errors of the connection don't matter.
    if (finishReason === undefined) throw error instanceof Problem ? error : modelProblem(error, isCharged);
  }
  // Neither the signal nor a connection that the server closes cleanly throws an error.
  if (finishReason === undefined) {
    const cause = signal.aborted
      ? new APIUserAbortError()
      : new Error('The stream ended without a finish reason.');
    throw modelProblem(cause, isCharged);
  }
  if (finishReason === 'length') throw new CutOffError();
}

const isText = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== '';
