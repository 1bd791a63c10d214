import { STATUS_CODES } from 'node:http';
import { expect } from 'vitest';
import type { TestResponse } from '../system/system.ts';

/**
 * Expects problem details in exactly the API's form.
 *
 * @param errorPaths the paths of the field errors of a refused body, in any order.
 */
export function expectProblem(response: TestResponse, status: number, errorPaths?: readonly string[]): void {
  expect(response).toMatchObject({ status, body: { status } });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const fieldError = { path: expect.any(String), message: expect.stringMatching(/./) };
  const { errors, ...rest } = response.body;
  expect(rest).toEqual({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail: expect.stringMatching(/^.+\.$/),
    requestId: expect.stringMatching(/./),
  });
  if (errorPaths === undefined) return;
  for (const error of errors) expect(error).toEqual(fieldError);
  expect(errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(errorPaths.toSorted());
}
