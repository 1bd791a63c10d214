import { chatFormV1 } from '../../../lib/ai/chat/form-v1.ts';
import { streamAnswer } from '../../../lib/ai/chat/stream-answer.ts';
import type { Turn } from '../../../lib/ai/chat/turn.ts';
import type { Model } from '../../../lib/ai/model.ts';
import type { ChatResponse } from '../../../lib/contract/chat.ts';

export const userTurn = (content: string): Turn => ({ role: 'user', content });

export const message = (text: string): ChatResponse => ({ type: 'messageResponse', message: text });

/** All that a model's answer was on the way, the last one whole. */
export async function answersOf(
  model: Model,
  turns: readonly Turn[] = [userTurn('Hello')],
  { signal }: Pick<AbortController, 'signal'> = new AbortController(),
): Promise<ChatResponse[]> {
  const answers: ChatResponse[] = [];
  for await (const answer of streamAnswer(model, chatFormV1, turns, signal)) answers.push(answer);
  return answers;
}

/** Whether each answer is what the one before it may become: the same, with more to it. */
export const isGrowing = (answers: readonly object[]): boolean =>
  answers.every((answer, index) => index === 0 || isStartOf(answers[index - 1], answer));

/** Texts and lists may get longer at their ends; all else stays. */
function isStartOf(before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && typeof after === 'string') return after.startsWith(before);
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) {
    return before === after;
  }
  const later: Readonly<Record<string, unknown>> = { ...after };
  return Object.entries(before).every(([key, value]) => isStartOf(value, later[key]));
}
