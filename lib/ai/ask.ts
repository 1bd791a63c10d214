import type * as z from 'zod/mini';
import { Problem } from '../problem/problem.ts';
import { growingJson } from './chat/growing-json.ts';
import { CutOffError, streamText } from './chat/text-stream.ts';
import type { Model } from './model.ts';
import { cutOff, unusable } from './model-problems.ts';
import type { Prompt } from './prompts/prompt.ts';
import { describeMismatch } from './schema-mismatch.ts';

/**
 * Asks a model for an answer that matches a schema, and once more if the answer does not match or is not good enough.
 * Both attempts cost tokens.
 *
 * @param isGood tells whether to accept the first answer. The second one is accepted even if it is not good.
 * @param signal ends all attempts.
 * @throws Problem 502 when neither answer matches, and 502 to 504 when the model fails, refuses, times out or is cut
 *   off.
 */
export async function ask<Schema extends z.ZodMiniType>(
  model: Model,
  prompt: Prompt<Schema>,
  isGood: (answer: z.output<Schema>) => boolean,
  signal: AbortSignal,
): Promise<z.output<Schema>> {
  const first = await answerOf(model, prompt, signal);
  if (first.mismatch === undefined && isGood(first.answer)) return first.answer;
  const second = await answerOf(model, prompt, signal).catch((error: unknown) => {
    if (first.mismatch === undefined) return first;
    throw charged(error);
  });
  if (second.mismatch === undefined) return second.answer;
  if (first.mismatch === undefined) return first.answer;
  throw unusable(new Error(second.mismatch));
}

type Reading<Answer> = { readonly answer: Answer; readonly mismatch?: never } | { readonly mismatch: string };

async function answerOf<Schema extends z.ZodMiniType>(
  model: Model,
  { instructions, data, format }: Prompt<Schema>,
  signal: AbortSignal,
): Promise<Reading<z.output<Schema>>> {
  const messages = [{ role: 'user', content: JSON.stringify(data) } as const];
  let value: unknown;
  try {
    const chunks = streamText(model, { instructions, messages, format }, signal);
    for await (const json of growingJson(chunks)) value = json;
  } catch (error) {
    if (error instanceof CutOffError) throw cutOff();
    if (error instanceof Problem) throw error;
    // The parser's own error could quote the answer.
    return { mismatch: 'The answer is not valid JSON.' };
  }
  const result = format.schema.safeParse(value);
  return result.success ? { answer: result.data } : { mismatch: describeMismatch(result.error) };
}

/** The first answer has cost tokens, even if the second attempt cost none. */
function charged(error: unknown): unknown {
  if (error instanceof Problem) error.isCharged = true;
  return error;
}
