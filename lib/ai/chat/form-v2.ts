import type { ChatResponseV2, WeightUnit } from '../../contract/chat-v2.ts';
import { unusable } from '../model-problems.ts';
import { chatFormatV2 } from '../plan-v3/model-schema.ts';
import { planReaderV3, readPlanV3 } from '../plan-v3/plan-reader.ts';
import { rememberedPlan } from '../plan-v3/turn.ts';
import { chatInstructionsV2 } from '../prompts/chat-v2.ts';
import type { ChatForm } from './form.ts';
import type { Turn } from './turn.ts';

/**
 * The form of the chat of version 2: that of today's app.
 *
 * @param weightUnit the person's, where it is known.
 */
export const chatFormV2 = (
  weightUnit: WeightUnit | undefined,
): ChatForm<Extract<ChatResponseV2, { type: 'chatPlan' }>> => ({
  instructions: chatInstructionsV2(weightUnit),
  format: chatFormatV2,
  // A model that isn't held to the form may leave out what is around a plan.
  answerIn: (json) => (typeof json === 'object' && json !== null && 'answer' in json ? json.answer : json),
  growing: (turns, isWhole) => {
    const read = planReaderV3(isWhole, isIn(turns));
    return (value) => {
      const plan = read(value);
      return plan && { type: 'chatPlan', ...plan };
    };
  },
  whole: (turns, value) => {
    const plan = readPlanV3(value, isIn(turns));
    if (plan === undefined) throw unusable(new Error('The plan has no exercise.'));
    return { type: 'chatPlan', ...plan };
  },
  remember: rememberedPlan,
});

/** A link that the person gave is in their words, or in a plan that was made of them. */
const isIn = (turns: readonly Turn[]) => (link: string) =>
  turns.some(({ content }) => content.includes(link));
