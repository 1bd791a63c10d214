import { noBody } from '../../contract/common.ts';
import type { Route } from '../../contract/route.ts';
import { CSHARP_STAGE } from '../../contract/stages.ts';
import { notFound } from '../../problem/problem.ts';
import type { EndpointEvent, Middleware } from '../event.ts';
import { parseJson } from '../json.ts';
import { validateBody } from '../validate.ts';

/** Validates the request. A path parameter that cannot identify anything is a 404. */
export const parse = (route: Route): Middleware => ({
  before: ({ event }) => {
    const { pathParameters, queryStringParameters } = event;
    const parameters = route.parameters.safeParse({ ...queryStringParameters, ...pathParameters });
    if (!parameters.success) throw notFound('resource');
    event.parameters = parameters.data;
    event.checkedBody = validateBody(
      schemaOf(route, event),
      hasBody(route) ? parseJson(bodyText(event)) : {},
    );
  },
});

const schemaOf = ({ body, csharpBody = body }: Route, { requestContext: { stage } }: EndpointEvent) =>
  stage === CSHARP_STAGE ? csharpBody : body;

const hasBody = ({ methods, body }: Route) =>
  body !== noBody && (methods.includes('POST') || methods.includes('PUT'));

const bodyText = ({ body, isBase64Encoded }: EndpointEvent): string | null =>
  body !== null && isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
