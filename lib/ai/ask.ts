import type * as z from 'zod/mini';
import { complete } from './completion.ts';
import type { Model } from './model.ts';
import { unusable } from './model-problems.ts';
import type { Prompt } from './prompts/prompt.ts';
import { describeMismatch } from './schema-mismatch.ts';

/** Milliseconds for all tries together: CloudFront waits two minutes for the first byte of an answer. */
const DEADLINE = 110_000;

/**
 * Asks a model for an answer in a given form. An answer that is out of form, or not good enough, is asked for
 * once more.
 *
 * @param isGood what makes an answer worth no second try; the second one is taken even if it isn't.
 * @throws Problem 502 when both answers are out of form, and as {@link complete} does.
 */
export async function ask<Schema extends z.ZodMiniType>(
  model: Model,
  prompt: Prompt<Schema>,
  isGood: (answer: z.output<Schema>) => boolean = () => true,
): Promise<z.output<Schema>> {
  const signal = AbortSignal.timeout(DEADLINE);
  const attempt = async () => read(prompt.format.schema, await complete(model, prompt, signal));

  const first = await attempt();
  if (first.mismatch === undefined && isGood(first.answer)) return first.answer;
  const second = await attempt().catch((error: unknown) => {
    if (first.mismatch === undefined) return first;
    throw error;
  });
  if (second.mismatch === undefined) return second.answer;
  if (first.mismatch === undefined) return first.answer;
  throw unusable(new Error(second.mismatch));
}

type Reading<Answer> = { readonly answer: Answer; readonly mismatch?: never } | { readonly mismatch: string };

function read<Schema extends z.ZodMiniType>(schema: Schema, text: string): Reading<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { mismatch: `The answer's ${text.length} characters are not JSON.` };
  }
  const result = schema.safeParse(value);
  if (result.success) return { answer: result.data };
  return { mismatch: describeMismatch(result.error) };
}
