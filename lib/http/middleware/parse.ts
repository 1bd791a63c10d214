import type { Route } from '../../contract/route.ts';
import type { EndpointEvent, Middleware } from '../exchange.ts';
import { parseJson } from '../json.ts';
import { notFound } from '../problem.ts';
import { validateBody } from '../validate.ts';

/** Checks the request against its route. A path parameter that can't be anybody's is nobody's: 404. */
export const parse = (route: Route): Middleware => ({
  before: ({ event }) => {
    const parameters = route.parameters.safeParse(event.pathParameters ?? {});
    if (!parameters.success) throw notFound('thing');
    const hasBody = route.methods.includes('POST') || route.methods.includes('PUT');
    event.parameters = parameters.data;
    event.checkedBody = validateBody(route.body, hasBody ? parseJson(bodyText(event)) : {});
  },
});

const bodyText = ({ body, isBase64Encoded }: EndpointEvent): string | null =>
  body !== null && isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
