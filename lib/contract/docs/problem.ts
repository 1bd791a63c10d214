import * as z from 'zod/mini';
import { example } from './examples.ts';

const fields = {
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  detail: z.string(),
  requestId: z.string(),
};

/** Problem details as in RFC 9457. */
export const problem = z.object(fields);

/** A request that is outside the limits. */
export const invalidRequest = z.object({
  ...fields,
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

/** The documentation of a status, the same for every call, and an example of its body. */
export interface ProblemDocs {
  readonly title: string;
  readonly description: string;
  /** The `detail` of the example. */
  readonly detail: string;
  readonly errors?: z.input<typeof invalidRequest>['errors'];
  /** The value of `Retry-After` in the example. */
  readonly retryAfter?: string;
}

export const problems = {
  400: {
    title: 'Bad Request',
    description: 'The body is missing, not JSON or outside the limits. `errors` lists all field errors.',
    detail: 'The request body is outside the limits of this call.',
    errors: [{ path: 'password', message: 'Too small: expected string to have >=1 characters' }],
  },
  401: {
    title: 'Unauthorized',
    description: 'The password or purchase token is missing or wrong.',
    detail: 'The password is wrong.',
  },
  404: { title: 'Not Found', description: 'Not found.', detail: 'There is no such user.' },
  413: {
    title: 'Payload Too Large',
    description: 'The request is larger than 6 MB.',
    detail: 'The request is larger than 6 MB.',
  },
  429: {
    title: 'Too Many Requests',
    description:
      'The purchase has reached its limit of calls in 24 hours. `Retry-After` says when the next call is possible.',
    detail: 'The limit of 100 calls in 24 hours has been reached. Try again later.',
    retryAfter: 'Tue, 01 Jul 2026 01:55:37 GMT',
  },
  500: {
    title: 'Internal Server Error',
    description: 'An error on our side. Send us the `requestId`.',
    detail: 'Something went wrong on our side.',
  },
  502: {
    title: 'Bad Gateway',
    description: 'Our code, the model or the store failed. Retry after `Retry-After`.',
    detail: 'The function failed.',
    retryAfter: '30',
  },
  503: {
    title: 'Service Unavailable',
    description: 'The database is resuming, or something is not configured. Retry after `Retry-After`.',
    detail: 'The database is not available at the moment. Try again later.',
    retryAfter: '5',
  },
  504: {
    title: 'Gateway Timeout',
    description: 'The request took too long. Retry after `Retry-After`.',
    detail: 'The request timed out. Try again.',
    retryAfter: '1',
  },
} as const satisfies Record<number, ProblemDocs>;

export type ProblemStatus = keyof typeof problems;

/** An example of a problem's body. */
export const problemExample = (status: ProblemStatus) => {
  const { title, detail, ...more }: ProblemDocs = problems[status];
  return {
    type: 'about:blank',
    title,
    status,
    detail,
    requestId: example.requestId,
    ...(more.errors && { errors: more.errors }),
  };
};
