import type * as z from 'zod/mini';
import type { AnswerFormat } from '../plan-schema.ts';

/** The input for one answer of a model. */
export interface Prompt<Schema extends z.ZodMiniType> {
  /** The system prompt. It is the same for everyone and never contains any of a request. */
  readonly instructions: string;
  /** The request. It is sent as JSON in a separate message, so that no text in it can pass for instructions. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly format: AnswerFormat<Schema>;
}
