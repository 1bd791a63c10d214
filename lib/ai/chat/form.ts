import type * as z from 'zod/mini';
import type { messageResponse } from '../../contract/chat.ts';
import type { AnswerFormat } from '../plan-schema.ts';
import type { Turn } from './turn.ts';

export type Words = z.output<typeof messageResponse>;

/** The format of a hub's answers: text, which is the same for all hubs, and plans, which are not. */
export interface ChatForm<Plan extends { readonly type: 'chatPlan' }> {
  /** The system prompt. */
  readonly instructions: string;
  readonly format: AnswerFormat<z.ZodMiniType>;
  /** Extracts the text or the plan from the model's JSON so far. */
  answerIn(json: unknown): unknown;
  /**
   * Reads a plan while the model writes it.
   *
   * @param turns the conversation to answer.
   * @param isWhole tells whether a value is complete.
   * @returns a function that makes a valid plan from the JSON so far; undefined when there is nothing new to show.
   */
  growing(turns: readonly Turn[], isWhole: (value: unknown) => boolean): (value: unknown) => Plan | undefined;
  /** Reads a complete plan. @throws Problem 502 when it is not one. */
  whole(turns: readonly Turn[], value: unknown): Plan;
  /** The text that represents a plan in the conversation: at most 48,000 bytes in UTF-8. */
  remember(plan: Plan): string;
}
