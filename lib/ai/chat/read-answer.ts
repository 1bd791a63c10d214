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
  const whole = new Set<unknown>();
  const readPlan = planReader((value) => whole.has(value));
  let answer: unknown;
  let isAnswered = false;
  const onWhole = (value: unknown, depth: number) => {
    if (typeof value === 'object') whole.add(value);
    if (depth === 1) isAnswered = true;
  };
  let shown = '';
  const isNew = (response: ChatResponse) => {
    const before = shown;
    shown = JSON.stringify(response);
    return shown !== before;
  };

  try {
    for await (const json of growingJson(pieces, onWhole)) {
      answer = typeof json === 'string' ? json : reply.safeParse(json).data?.answer;
      const response = typeof answer === 'string' ? saying(answer) : planning(readPlan(answer));
      if (response === undefined || !isNew(response)) continue;
      yield response;
      if (response.type === 'messageResponse' && isFull(response.message)) return;
    }
  } catch (error) {
    // What came is whole, or words, of which those that came are good. A plan is asked for whole.
    const isGood = isAnswered || (error instanceof CutOffError && typeof answer === 'string');
    if (!isGood) throw toProblem(error);
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

function toProblem(error: unknown): Problem {
  if (error instanceof CutOffError) return cutOff();
  // The parser's own error could quote the answer.
  return error instanceof Problem ? error : unusable(new Error('The answer begins like JSON and is none.'));
}
