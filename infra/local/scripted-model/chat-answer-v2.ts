import { introductionFor } from './chat-answer.ts';
import { planForV2 } from './plans-v2.ts';
import { changed, latestProgram, programIn } from './programs.ts';
import type { ChatRequest } from './request.ts';

/**
 * The answer in version 2 of the chat: an introduction if the message asks for one, the changed program if it shares
 * one or asks for a change, a plan if it mentions one, and text otherwise.
 */
export function chatAnswerForV2(request: ChatRequest) {
  const message = request.messages.at(-1)?.content ?? '';
  const introduction = introductionFor(message);
  if (introduction !== undefined) return introduction;
  const shared = programIn(message);
  if (shared !== undefined) return changed(shared, message);
  if (/[{[]"/.test(message)) return 'Your program breaks off before its end. Share it again, please.';
  const known = latestProgram(request);
  if (known !== undefined && /\b(?:shorter|harder|change|day \w+)\b/i.test(message))
    return changed(known, message);
  if (/\b(?:plan|program)/i.test(message)) return planForV2(request);
  const count = request.messages.filter(({ role }) => role === 'user').length;
  return `That was message ${count}. I am a scripted model, and know little but plans: ask me for one.`;
}
