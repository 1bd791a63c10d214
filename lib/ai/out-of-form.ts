import type * as z from 'zod/mini';

/** For the log: places and kinds of an answer's faults, and none of its words. */
export function outOfForm({ issues }: z.core.$ZodError): string {
  const faults = issues.slice(0, 10).map(({ path, code }) => `${path.join('.')} ${code}`);
  return `The answer is out of form: ${faults.join(', ')}`;
}
