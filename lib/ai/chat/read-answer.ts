import { Problem } from '../../problem/problem.ts';
import { cutOff, unusable } from '../model-problems.ts';
import type { ChatForm, Words } from './form.ts';
import { growingJson } from './growing-json.ts';
import { isFull, toMessage } from './message.ts';
import { CutOffError } from './text-stream.ts';
import type { Turn } from './turn.ts';

/**
 * Reads a model's answer while it is written.
 *
 * @param form of the answer.
 * @param turns the conversation to answer.
 * @param chunks of the model's text: JSON in the format of the chat, or plain text.
 * @returns the answer so far, each time that it has grown.
 * @throws Problem 502 when the answer is not usable, and whatever the chunks throw.
 */
export async function* readAnswer<Plan extends { readonly type: 'chatPlan' }>(
  form: ChatForm<Plan>,
  turns: readonly Turn[],
  chunks: AsyncIterable<string>,
): AsyncGenerator<Words | Plan> {
  const whole = new Set<unknown>();
  const readPlan = form.growing(turns, (value) => whole.has(value));
  let answer: unknown;
  const onWhole = (value: unknown, depth: number) => {
    if (typeof value === 'object' || depth === 1) whole.add(value);
  };
  let latest = '';
  const isNew = (response: Words | Plan) => {
    const before = latest;
    latest = JSON.stringify(response);
    return latest !== before;
  };

  try {
    for await (const json of growingJson(chunks, onWhole)) {
      answer = typeof json === 'string' ? json : form.answerIn(json);
      const response = typeof answer === 'string' ? toWords(answer) : readPlan(answer);
      if (response === undefined || !isNew(response)) continue;
      yield response;
      if (response.type === 'messageResponse' && isFull(response.message)) return;
    }
  } catch (error) {
    // A complete answer is usable, and so is text that was cut off. A plan must be complete.
    const isGood = whole.has(answer) || (error instanceof CutOffError && typeof answer === 'string');
    if (!isGood) throw toProblem(error);
  }
  const words = typeof answer === 'string' ? toWords(answer) : undefined;
  const response = words ?? form.whole(turns, answer);
  if (isNew(response)) yield response;
}

/** @returns undefined when nothing is visible yet. */
function toWords(text: string): Words | undefined {
  const message = toMessage(text);
  return message.trim() === '' ? undefined : { type: 'messageResponse', message };
}

function toProblem(error: unknown): Problem {
  if (error instanceof CutOffError) return cutOff();
  // The parser's own error could quote the answer.
  return error instanceof Problem ? error : unusable(new Error('The answer is not valid JSON.'));
}
