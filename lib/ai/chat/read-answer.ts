import * as z from 'zod/mini';
import type { Plan } from '../../contract/ai.ts';
import type { ChatResponse } from '../../contract/chat.ts';
import { Problem } from '../../problem/problem.ts';
import { cutOff, unusable } from '../model-problems.ts';
import { normalizePlan } from '../normalize.ts';
import { modelPlan } from '../plan-schema.ts';
import { describeMismatch } from '../schema-mismatch.ts';
import { growingJson } from './growing-json.ts';
import { isFull, toMessage } from './message.ts';
import { planReader } from './plan-so-far.ts';
import { CutOffError } from './text-stream.ts';
import { truncatePlan } from './truncate.ts';

const reply = z.object({ answer: z.unknown() });

/**
 * Reads a model's answer while it is written.
 *
 * @param pieces of the text in which the model answers: JSON in the form of the chat, or else words.
 * @returns the answer so far, each time that there is something new of it.
 * @throws Problem 502 when it comes to nothing usable, and what the pieces throw.
 */
export async function* readAnswer(pieces: AsyncIterable<string>): AsyncGenerator<ChatResponse> {
  const whole = new WeakSet<object>();
  const readPlan = planReader((value) => typeof value === 'object' && value !== null && whole.has(value));
  let answer: unknown;
  let shown = '';
  const isNew = (response: ChatResponse) => {
    const before = shown;
    shown = JSON.stringify(response);
    return shown !== before;
  };

  try {
    for await (const json of growingJson(pieces, (value) => whole.add(value))) {
      answer = reply.safeParse(json).data?.answer;
      const response = typeof answer === 'string' ? saying(answer) : planning(readPlan(answer));
      if (response === undefined || !isNew(response)) continue;
      yield response;
      if (response.type === 'messageResponse' && isFull(response.message)) return;
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error instanceof Problem ? error : unusable(notJson());
    // Of words, those that came are good. A plan is asked for whole.
    if (typeof answer !== 'string') throw cutOff();
  }
  const response = complete(answer);
  if (isNew(response)) yield response;
}

/** Nothing before there is something to see. */
function saying(text: string): ChatResponse | undefined {
  const message = toMessage(text);
  return message.trim() === '' ? undefined : { type: 'messageResponse', message };
}

const planning = (plan: Plan | undefined): ChatResponse | undefined => plan && { type: 'chatPlan', plan };

function complete(answer: unknown): ChatResponse {
  if (typeof answer === 'string') {
    const response = saying(answer);
    if (response !== undefined) return response;
    throw unusable(new Error('The answer is empty.'));
  }
  const plan = modelPlan.safeParse(answer);
  if (!plan.success) throw unusable(new Error(describeMismatch(plan.error)));
  return { type: 'chatPlan', plan: truncatePlan(normalizePlan(plan.data)) };
}

/** The parser's own error could quote the answer. */
const notJson = () => new Error('The answer begins like JSON and is none.');
