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

/** What people are told of a status wherever it comes, with a body of it. */
export interface ProblemDocs {
  readonly title: string;
  readonly description: string;
  /** As in the example. */
  readonly detail: string;
  readonly errors?: z.input<typeof invalidRequest>['errors'];
  /** The value of `Retry-After`, in the example. */
  readonly retryAfter?: string;
}

export const problems = {
  400: {
    title: 'Bad Request',
    description:
      'The body is missing, not JSON or outside the limits. `errors` has an entry for every fault.',
    detail: 'The request body is outside the limits of this call.',
    errors: [{ path: 'password', message: 'Too small: expected string to have >=1 characters' }],
  },
  401: { title: 'Unauthorized', description: 'Not allowed.', detail: 'The password is wrong.' },
  404: { title: 'Not Found', description: 'Not there.', detail: 'There is no such user.' },
  413: {
    title: 'Payload Too Large',
    description: 'The request is larger than the 6 MB that a call takes.',
    detail: 'The request is larger than the 6 MB a function takes.',
  },
  429: {
    title: 'Too Many Requests',
    description:
      'The purchase has had its calls of the last 24 hours. `Retry-After` says when the next is free.',
    detail: 'A purchase is good for 100 calls in 24 hours. Try again later.',
    retryAfter: 'Tue, 01 Jul 2026 01:55:37 GMT',
  },
  500: {
    title: 'Internal Server Error',
    description: 'Our mistake. Tell us the `requestId`.',
    detail: 'Something went wrong on our side.',
  },
  502: {
    title: 'Bad Gateway',
    description:
      'Our code, the model or the store gave no answer that could be used. Ask again, after `Retry-After`.',
    detail: 'The function failed.',
    retryAfter: '30',
  },
  503: {
    title: 'Service Unavailable',
    description: 'The database is waking up, or something is not set up. Ask again, after `Retry-After`.',
    detail: 'The database is not available just now. Try again later.',
    retryAfter: '5',
  },
  504: {
    title: 'Gateway Timeout',
    description: 'It took too long. Ask again, after `Retry-After`.',
    detail: 'The request took too long and was given up. Try again.',
    retryAfter: '1',
  },
} as const satisfies Record<number, ProblemDocs>;

export type ProblemStatus = keyof typeof problems;

/** The body of a problem, as an example. */
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
