import { planFor } from './plans.ts';
import type { ChatRequest } from './request.ts';

/** The introduction that a message asks for; undefined when it asks for none. */
export function introductionFor(message: string): string | undefined {
  const locale = /introduce yourself.*\b([a-z]{2}-[A-Z]{2})\b/i.exec(message)?.[1];
  return locale === undefined
    ? undefined
    : `Hello, I am a scripted model, and this is my introduction in ${locale}. What do you want to train for?`;
}

/**
 * The answer in the chat: an introduction if the message asks for one, a plan if it mentions one, and text otherwise.
 */
export function chatAnswerFor(request: ChatRequest) {
  const message = request.messages.at(-1)?.content ?? '';
  const introduction = introductionFor(message);
  if (introduction !== undefined) return introduction;
  if (/\bplan/i.test(message)) return planFor(request);
  const count = request.messages.filter(({ role }) => role === 'user').length;
  return `That was message ${count}. I am a scripted model, and know little but plans: ask me for one.`;
}
