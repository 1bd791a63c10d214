import { planFor } from './plans.ts';
import type { ChatRequest } from './request.ts';

/** An introduction, where one is asked for. */
export function introductionFor(said: string): string | undefined {
  const locale = /introduce yourself.*\b([a-z]{2}-[A-Z]{2})\b/i.exec(said)?.[1];
  return locale === undefined
    ? undefined
    : `Hello, I am a scripted model, and this is my introduction in ${locale}. What do you want to train for?`;
}

/** What is said in a chat: an introduction where one is asked for, a plan where there is talk of one, or words. */
export function chatAnswerFor(request: ChatRequest) {
  const said = request.messages.at(-1)?.content ?? '';
  const introduction = introductionFor(said);
  if (introduction !== undefined) return introduction;
  if (/\bplan/i.test(said)) return planFor(request);
  const count = request.messages.filter(({ role }) => role === 'user').length;
  return `That was message ${count}. I am a scripted model, and know little but plans: ask me for one.`;
}
