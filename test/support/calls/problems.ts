import { STATUS_CODES } from 'node:http';
import { expect } from 'vitest';
import type { Answer } from '../system/system.ts';

/**
 * Expects problem details in exactly the API's form.
 *
 * @param faultPaths where the faults of a refused body must be, in any order.
 */
export function expectProblem(answer: Answer, status: number, faultPaths?: readonly string[]): void {
  expect(answer).toMatchObject({ status, body: { status } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const fault = { path: expect.any(String), message: expect.stringMatching(/./) };
  const { errors, ...rest } = answer.body;
  expect(rest).toEqual({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail: expect.stringMatching(/^.+\.$/),
    requestId: expect.stringMatching(/./),
  });
  if (faultPaths === undefined) return;
  for (const error of errors) expect(error).toEqual(fault);
  expect(errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(faultPaths.toSorted());
}
