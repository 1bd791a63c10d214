import type * as z from 'zod/mini';
import { Problem } from '../problem/problem.ts';
import { growingJson } from './chat/growing-json.ts';
import { CutOffError, streamText } from './chat/text-stream.ts';
import type { Model } from './model.ts';
import { cutOff, unusable } from './model-problems.ts';
import type { Prompt } from './prompts/prompt.ts';
import { describeMismatch } from './schema-mismatch.ts';

/**
 * Asks a model for an answer in a given form. An answer that is out of form, or not good enough, is asked for
 * once more: each of the two has cost tokens.
 *
 * @param isGood whether an answer is worth no second try; the second one is taken even if it isn't.
 * @param signal ends all tries together.
 * @throws Problem 502 when both answers are out of form, and 502 to 504 when the model fails, refuses, falls
 *   silent or breaks off.
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
    const pieces = streamText(model, { instructions, messages, format }, signal);
    for await (const json of growingJson(pieces)) value = json;
  } catch (error) {
    if (error instanceof CutOffError) throw cutOff();
    if (error instanceof Problem) throw error;
    // The parser's own error could quote the answer.
    return { mismatch: 'The answer begins like JSON and is none.' };
  }
  const result = format.schema.safeParse(value);
  return result.success ? { answer: result.data } : { mismatch: describeMismatch(result.error) };
}

/** The first answer has cost tokens, even where the second one gave nothing. */
function charged(error: unknown): unknown {
  if (error instanceof Problem) error.isCharged = true;
  return error;
}
