import { commonHeaders } from '../../contract/gateway.ts';
import type { Route } from '../../contract/route.ts';
import type { HttpResponse, Middleware } from '../event.ts';
import { CacheableResponse, cacheControl } from '../response.ts';

/** Validates a response with its schema, which drops undeclared properties, and serializes it. */
export const serialize = (route: Route): Middleware => ({
  after: (request) => {
    const { value, seconds } =
      request.response instanceof CacheableResponse
        ? request.response
        : new CacheableResponse(request.response, route.cacheSeconds);
    const declared = route.response.parse(value);
    const isText = typeof declared === 'string';
    const response: HttpResponse = {
      statusCode: 200,
      headers: {
        ...commonHeaders,
        'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
        'cache-control': cacheControl(Math.min(seconds, route.cacheSeconds)),
      },
      body: isText ? declared : JSON.stringify(declared),
    };
    request.response = response;
    if (request.internal.record !== undefined) request.internal.record.status = 200;
  },
});
