import type * as z from 'zod/mini';
import type { messageResponse } from '../../contract/chat.ts';
import type { AnswerFormat } from '../plan-schema.ts';
import type { Turn } from './turn.ts';

export type Words = z.output<typeof messageResponse>;

/** How a hub's answers look: words, which are the same in all of them, and plans of its own. */
export interface ChatForm<Plan extends { readonly type: 'chatPlan' }> {
  /** What the model is for. */
  readonly instructions: string;
  readonly format: AnswerFormat<z.ZodMiniType>;
  /** Words or a plan, in the JSON that a model writes, as far as it has come. */
  answerIn(json: unknown): unknown;
  /**
   * Reads a plan while the model writes it.
   *
   * @param turns the conversation that it answers.
   * @param isWhole whether a value is complete.
   * @returns what makes a valid plan of what there is; of what shows nothing yet, or nothing new, undefined.
   */
  growing(turns: readonly Turn[], isWhole: (value: unknown) => boolean): (value: unknown) => Plan | undefined;
  /** Reads a plan that is written to its end. @throws Problem 502 when it is none. */
  whole(turns: readonly Turn[], value: unknown): Plan;
  /** What to remember of a plan, for the model: at most 48,000 bytes in UTF-8. */
  remember(plan: Plan): string;
}
