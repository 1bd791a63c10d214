import type * as z from 'zod/mini';
import type { AnswerFormat } from '../plan-schema.ts';

/** All that a model is told for one answer. */
export interface Prompt<Schema extends z.ZodMiniType> {
  /** What the model is for. The same for everybody: nothing of a request ever gets in here. */
  readonly instructions: string;
  /** The request. It is sent as JSON, in a message of its own, so that no text in it can pass for more. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly format: AnswerFormat<Schema>;
}
