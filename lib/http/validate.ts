import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { Problem } from '../problem/problem.ts';
import { declaredNames } from './property-names.ts';

z.config(en());

/**
 * Validates a request's body.
 *
 * @throws Problem 400 that lists all field errors, each with its path (`users.3.since`).
 */
export function validateBody<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(declaredNames(schema, body));
  if (result.success) return result.data;
  throw new Problem(400, 'The request body is outside the limits of this call.', {
    errors: result.error.issues.map(({ path, message }) => ({ path: path.map(shorten).join('.'), message })),
  });
}

/** A path may contain the client's own keys, of any length. */
const shorten = (name: PropertyKey) => String(name).slice(0, 50);
