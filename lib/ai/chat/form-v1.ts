import * as z from 'zod/mini';
import type { ChatResponse } from '../../contract/chat.ts';
import { mendPlan } from '../mend.ts';
import { unusable } from '../model-problems.ts';
import { outOfForm } from '../out-of-form.ts';
import { chatFormat, modelPlan } from '../plan-schema.ts';
import { chatInstructions } from '../prompts/chat.ts';
import { fit } from './fit.ts';
import type { ChatForm } from './form.ts';
import { planReader } from './plan-so-far.ts';

/** Bytes of a plan to remember: it must fit a row of the database, and leave the model room for more. */
const PLAN_BYTES = 48_000;

const reply = z.object({ answer: z.unknown() });

/** The form of the chat of version 1: that of the C# backend. */
export const chatFormV1: ChatForm<Extract<ChatResponse, { type: 'chatPlan' }>> = {
  instructions: chatInstructions,
  format: chatFormat,
  answerIn: (json) => reply.safeParse(json).data?.answer,
  growing: (_turns, isWhole) => {
    const read = planReader(isWhole);
    return (value) => {
      const plan = read(value);
      return plan && { type: 'chatPlan', plan };
    };
  },
  whole: (_turns, value) => {
    const plan = modelPlan.safeParse(value);
    if (!plan.success) throw unusable(new Error(outOfForm(plan.error)));
    return { type: 'chatPlan', plan: fit(mendPlan(plan.data)) };
  },
  remember: ({ plan }) => JSON.stringify(fit(plan, PLAN_BYTES)),
};
