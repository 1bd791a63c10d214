import { chatFormV1 } from '../../../lib/ai/chat/form-v1.ts';
import { streamAnswer } from '../../../lib/ai/chat/stream-answer.ts';
import type { Turn } from '../../../lib/ai/chat/turn.ts';
import type { Model } from '../../../lib/ai/model.ts';
import type { ChatResponse } from '../../../lib/contract/chat.ts';

export const userTurn = (content: string): Turn => ({ role: 'user', content });

export const message = (text: string): ChatResponse => ({ type: 'messageResponse', message: text });

/** All partial states of a model's answer; the last one is complete. */
export async function answersOf(
  model: Model,
  turns: readonly Turn[] = [userTurn('Hello')],
  { signal }: Pick<AbortController, 'signal'> = new AbortController(),
): Promise<ChatResponse[]> {
  const answers: ChatResponse[] = [];
  for await (const answer of streamAnswer(model, chatFormV1, turns, signal)) answers.push(answer);
  return answers;
}

/** Returns true if each state extends the one before it. */
export const isGrowing = (answers: readonly object[]): boolean =>
  answers.every((answer, index) => index === 0 || isStartOf(answers[index - 1], answer));

/** Texts and lists may grow at their ends; everything else must stay the same. */
function isStartOf(before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && typeof after === 'string') return after.startsWith(before);
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) {
    return before === after;
  }
  const later: Readonly<Record<string, unknown>> = { ...after };
  return Object.entries(before).every(([key, value]) => isStartOf(value, later[key]));
}
