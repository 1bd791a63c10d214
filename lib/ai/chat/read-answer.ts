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
  const whole = new WeakSet<object>();
  const readPlan = form.growing(
    turns,
    (value) => typeof value === 'object' && value !== null && whole.has(value),
  );
  let answer: unknown;
  let shown = '';
  const isNew = (response: Words | Plan) => {
    const before = shown;
    shown = JSON.stringify(response);
    return shown !== before;
  };

  try {
    for await (const json of growingJson(pieces, (value) => whole.add(value))) {
      answer = form.answerIn(json);
      const response = typeof answer === 'string' ? saying(answer) : readPlan(answer);
      if (response === undefined || !isNew(response)) continue;
      yield response;
      if (response.type === 'messageResponse' && isFull(response.message)) return;
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error instanceof Problem ? error : unusable(notJson());
    // Of words, those that came are good. A plan is asked for whole.
    if (typeof answer !== 'string') throw cutOff();
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

/** The parser's own error could quote the answer. */
const notJson = () => new Error('The answer begins like JSON and is none.');
