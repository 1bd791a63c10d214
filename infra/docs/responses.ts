import type { DocumentedCall } from '../../lib/contract/docs/call.ts';
import { documentedCalls } from '../../lib/contract/docs/index.ts';
import {
  type ProblemDocs,
  type ProblemStatus,
  problemExample,
  problems,
} from '../../lib/contract/docs/problem.ts';
import { functions } from '../../lib/contract/functions.ts';
import { needsPurchaseToken } from '../../lib/contract/route.ts';
import { createUser } from '../../lib/contract/user.ts';
import { COMPONENTS, type JsonSchema } from './schemas.ts';

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string' },
  example,
});

const eTag = text('A tag of the content, to send as `If-None-Match`.', 'W/"5d41402abc4b2a76"');

/** The response of a successful call. */
export function success({ docs, route }: DocumentedCall, schema: JsonSchema) {
  const { response, mediaType = 'application/json', isFile = false } = docs;
  return {
    description: response.description,
    headers: {
      ...(route.cacheSeconds > 0 && {
        'Cache-Control': text(
          'How long the response may be cached.',
          `public, max-age=${route.cacheSeconds}`,
        ),
      }),
      ...(isFile && { ETag: eTag }),
    },
    content: { [mediaType]: { schema, ...(isFile ? {} : { example: response.example }) } },
    ...(route.path === createUser.path && { links: nextCalls() }),
  };
}

/** Links from a new user to the next calls: the examples, with the id and password of the response. */
const nextCalls = () =>
  Object.fromEntries(
    documentedCalls.flatMap(({ route, docs: { operationId, request } }) => {
      if (!isObject(request)) return [];
      const userId = ['userId', 'toUserId', 'id'].find((name) => name in request);
      if (userId === undefined) return [];
      const requestBody = {
        ...request,
        [userId]: '$response.body#/id',
        ...('password' in request && { password: '$response.body#/password' }),
      };
      return [[operationId, { operationId, description: route.summary, requestBody }]];
    }),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The response to a client that has the file already. */
export const notModified = {
  description: 'The content still matches `If-None-Match`.',
  headers: { ETag: eTag },
};

/** A redirect. */
export const moved = (description: string, location: string) => ({
  description,
  headers: { Location: text('The target.', location) },
});

/** The redirect of a path with a slash at its end. */
export const slashMoved = moved('The path ends with a slash: `Location` is the path without it.', '../docs');

/** The error statuses of a call. */
export function failures({ route, docs }: DocumentedCall): ProblemStatus[] {
  const takesBody = docs.request !== undefined;
  const usesDatabase = functions.some(({ name, databases }) => name === route.name && databases !== 'none');
  const has: Record<ProblemStatus, boolean> = {
    // The percent-encoding of a path may be invalid.
    400: takesBody || route.path.includes('{'),
    401: docs.problems?.[401] !== undefined,
    404: docs.problems?.[404] !== undefined,
    413: takesBody,
    429: route.access === 'metered',
    500: true,
    502: true,
    503: usesDatabase || needsPurchaseToken(route),
    504: true,
  };
  const statuses: readonly ProblemStatus[] = [400, 401, 404, 413, 429, 500, 502, 503, 504];
  return statuses.filter((status) => has[status]);
}

const retryAfter = {
  description: 'The seconds to wait before a retry, or the date from which to retry.',
  schema: { type: 'string' },
};

/** The names of the responses whose meaning is the same for every call, by status. */
const shared = {
  400: 'InvalidRequest',
  413: 'TooLarge',
  429: 'TooManyCalls',
  500: 'Failed',
  502: 'NoUsableAnswer',
  503: 'Unavailable',
  504: 'TookTooLong',
} as const;

/** The shared responses, to which calls refer. */
export const sharedFailures = () =>
  Object.fromEntries(sharedStatuses.map((status) => [shared[status], problemResponse(status, {})]));

const sharedStatuses = [400, 413, 429, 500, 502, 503, 504] as const;

/** An error response of a call. */
export function failure({ route, docs }: DocumentedCall, status: ProblemStatus) {
  if (status !== 401 && status !== 404) return { $ref: `#/components/responses/${shared[status]}` };
  const description = docs.problems?.[status];
  const isToken = status === 401 && needsPurchaseToken(route);
  return problemResponse(status, {
    ...(description !== undefined && { description }),
    ...(isToken && { detail: 'The purchase token is not valid.', headers: challenge }),
  });
}

const challenge = { 'WWW-Authenticate': text('The expected scheme.', 'Bearer realm="liftlog"') };

interface Differences {
  readonly description?: string;
  readonly detail?: string;
  readonly headers?: object;
}

function problemResponse(status: ProblemStatus, { description, detail, headers }: Differences) {
  const docs: ProblemDocs = problems[status];
  const example = problemExample(status);
  return {
    description: description ?? docs.description,
    headers: {
      ...headers,
      ...(docs.retryAfter !== undefined && { 'Retry-After': { ...retryAfter, example: docs.retryAfter } }),
    },
    content: {
      'application/problem+json': {
        schema: { $ref: `${COMPONENTS}${status === 400 ? 'InvalidRequest' : 'Problem'}` },
        example: detail === undefined ? example : { ...example, detail },
      },
    },
  };
}
