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
 * @param form in which it was asked for.
 * @param turns the conversation that it answers.
 * @param pieces of the text in which the model answers: JSON in the form of the chat, or else words.
 * @returns the answer so far, each time that there is something new of it.
 * @throws Problem 502 when it comes to nothing usable, and what the pieces throw.
 */
export async function* readAnswer<Plan extends { readonly type: 'chatPlan' }>(
  form: ChatForm<Plan>,
  turns: readonly Turn[],
  pieces: AsyncIterable<string>,
): AsyncGenerator<Words | Plan> {
  const whole = new Set<unknown>();
  const readPlan = form.growing(turns, (value) => whole.has(value));
  let answer: unknown;
  const onWhole = (value: unknown, depth: number) => {
    if (typeof value === 'object' || depth === 1) whole.add(value);
  };
  let shown = '';
  const isNew = (response: Words | Plan) => {
    const before = shown;
    shown = JSON.stringify(response);
    return shown !== before;
  };

  try {
    for await (const json of growingJson(pieces, onWhole)) {
      answer = typeof json === 'string' ? json : form.answerIn(json);
      const response = typeof answer === 'string' ? saying(answer) : readPlan(answer);
      if (response === undefined || !isNew(response)) continue;
      yield response;
      if (response.type === 'messageResponse' && isFull(response.message)) return;
    }
  } catch (error) {
    // What came is whole, or words, of which those that came are good. A plan is asked for whole.
    const isGood = whole.has(answer) || (error instanceof CutOffError && typeof answer === 'string');
    if (!isGood) throw toProblem(error);
  }
  const response = complete(answer) ?? form.whole(turns, answer);
  if (isNew(response)) yield response;
}

/** Nothing before there is something to see. */
function saying(text: string): Words | undefined {
  const message = toMessage(text);
  return message.trim() === '' ? undefined : { type: 'messageResponse', message };
}

/** @returns undefined when the answer is not words. */
function complete(answer: unknown): Words | undefined {
  if (typeof answer !== 'string') return undefined;
  const response = saying(answer);
  if (response === undefined) throw unusable(new Error('The answer is empty.'));
  return response;
}

function toProblem(error: unknown): Problem {
  if (error instanceof CutOffError) return cutOff();
  // The parser's own error could quote the answer.
  return error instanceof Problem ? error : unusable(new Error('The answer begins like JSON and is none.'));
}
