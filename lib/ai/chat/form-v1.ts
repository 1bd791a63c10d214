import * as z from 'zod/mini';
import type { ChatResponse } from '../../contract/chat.ts';
import { unusable } from '../model-problems.ts';
import { normalizePlan } from '../normalize.ts';
import { chatFormat, modelPlan } from '../plan-schema.ts';
import { chatInstructions } from '../prompts/chat.ts';
import { describeMismatch } from '../schema-mismatch.ts';
import type { ChatForm } from './form.ts';
import { planReader } from './plan-so-far.ts';
import { truncatePlan } from './truncate.ts';

/** Bytes of a stored plan: it must fit into a database row and leave room in the model's context. */
const PLAN_BYTES = 48_000;

const reply = z.object({ answer: z.unknown() });

/** The answers of version 1 of the chat, that of the C# backend. */
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
    if (!plan.success) throw unusable(new Error(describeMismatch(plan.error)));
    return { type: 'chatPlan', plan: truncatePlan(normalizePlan(plan.data)) };
  },
  remember: ({ plan }) => JSON.stringify(truncatePlan(plan, PLAN_BYTES)),
};
