import type * as z from 'zod/mini';

/** For the log: places and kinds of an answer's issues, and none of its words. */
export function describeMismatch({ issues }: z.core.$ZodError): string {
  const places = issues.slice(0, 10).map(({ path, code }) => `${path.join('.')} ${code}`);
  return `The answer is out of form: ${places.join(', ')}`;
}
