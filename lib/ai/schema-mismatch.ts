import type * as z from 'zod/mini';

/** A message for the log: the paths and codes of an answer's errors, without any of its text. */
export function describeMismatch({ issues }: z.core.$ZodError): string {
  const places = issues.slice(0, 10).map(({ path, code }) => `${path.join('.')} ${code}`);
  return `The answer does not match the schema: ${places.join(', ')}`;
}
