import type * as z from 'zod/mini';
import type { AnswerFormat } from '../plan-schema.ts';

/** Adds the schema of the answer to the instructions, because not every server enforces it. */
export const inShape = (
  instructions: string,
  { responseFormat }: AnswerFormat<z.ZodMiniType>,
): string => `${instructions}

Answer with one JSON object and nothing else: no words before or after it, and no fence around it. Its JSON schema:
${JSON.stringify(responseFormat.json_schema.schema)}`;
