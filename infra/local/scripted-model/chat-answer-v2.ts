import { introductionFor } from './chat-answer.ts';
import { planForV2 } from './plans-v2.ts';
import { changed, latestProgram, programIn } from './programs.ts';
import type { ChatRequest } from './request.ts';

/**
 * What is said in today's chat: an introduction where one is asked for; a program changed, where one is shared or
 * a change is asked for; a plan, where there is talk of one; or words.
 */
export function chatAnswerForV2(request: ChatRequest) {
  const said = request.messages.at(-1)?.content ?? '';
  const introduction = introductionFor(said);
  if (introduction !== undefined) return introduction;
  const shared = programIn(said);
  if (shared !== undefined) return changed(shared, said);
  if (/[{[]"/.test(said)) return 'Your program breaks off before its end. Share it again, please.';
  const known = latestProgram(request);
  if (known !== undefined && /\b(?:shorter|harder|change|day \w+)\b/i.test(said)) return changed(known, said);
  if (/\b(?:plan|program)/i.test(said)) return planForV2(request);
  const count = request.messages.filter(({ role }) => role === 'user').length;
  return `That was message ${count}. I am a scripted model, and know little but plans: ask me for one.`;
}
