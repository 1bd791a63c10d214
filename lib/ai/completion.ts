import * as z from 'zod/mini';
import type { Model } from './model.ts';
import { cutOff, modelProblem, refused, unusable } from './model-problems.ts';
import type { Prompt } from './prompts/prompt.ts';

/** What is needed of an answer. Other servers than OpenAI's leave out what is empty. */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.nullish(z.string()),
      message: z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) }),
    }),
  ),
});

/**
 * Asks a model once.
 *
 * @returns the text of its answer, whole.
 * @throws Problem 502 to 504 when the model fails, refuses, or breaks off.
 */
export async function complete(
  { client, name }: Model,
  { instructions, data, format }: Prompt<z.ZodMiniType>,
  signal: AbortSignal,
): Promise<string> {
  const answer = await client.chat.completions
    .create(
      {
        model: name,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: JSON.stringify(data) },
        ],
        response_format: format.responseFormat,
      },
      { signal },
    )
    .catch((error: unknown) => {
      throw modelProblem(error);
    });
  const choice = completion.safeParse(answer).data?.choices[0];
  if (choice === undefined) throw unusable(new Error('The answer is not a chat completion.'));
  const { finish_reason: ending, message } = choice;
  if (ending === 'content_filter' || typeof message.refusal === 'string') throw refused();
  if (ending === 'length') throw cutOff();
  return message.content ?? '';
}
