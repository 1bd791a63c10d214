import type { ChatResponseV2, WeightUnit } from '../../contract/chat-v2.ts';
import { unusable } from '../model-problems.ts';
import { chatFormatV2 } from '../plan-v3/model-schema.ts';
import { planReaderV3, readPlanV3 } from '../plan-v3/plan-reader.ts';
import { rememberedPlan } from '../plan-v3/turn.ts';
import { chatInstructionsV2 } from '../prompts/chat-v2.ts';
import type { ChatForm } from './form.ts';
import type { Turn } from './turn.ts';

/**
 * The answers of version 2 of the chat, that of today's app.
 *
 * @param weightUnit of the person, if it is known.
 */
export const chatFormV2 = (
  weightUnit: WeightUnit | undefined,
): ChatForm<Extract<ChatResponseV2, { type: 'chatPlan' }>> => ({
  instructions: chatInstructionsV2(weightUnit),
  format: chatFormatV2,
  // If the server does not enforce the schema, the model may leave out the object around a plan.
  answerIn: (json) => (typeof json === 'object' && json !== null && 'answer' in json ? json.answer : json),
  growing: (turns, isWhole) => {
    const read = planReaderV3(isWhole, occursIn(turns));
    return (value) => {
      const plan = read(value);
      return plan && { type: 'chatPlan', ...plan };
    };
  },
  whole: (turns, value) => {
    const plan = readPlanV3(value, occursIn(turns));
    if (plan === undefined) throw unusable(new Error('The plan has no exercise.'));
    return { type: 'chatPlan', ...plan };
  },
  remember: rememberedPlan,
});

/** Tells whether the person gave a link: it is in their messages, or in an earlier plan. */
const occursIn = (turns: readonly Turn[]) => (link: string) =>
  turns.some(({ content }) => content.includes(link));
