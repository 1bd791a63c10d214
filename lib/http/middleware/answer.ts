import type { Route } from '../../contract/route.ts';
import { CacheableAnswer, cacheControl, commonHeaders } from '../answers.ts';
import type { HttpAnswer, Middleware } from '../exchange.ts';

/** Checks a buffered answer against its schema, which drops undeclared properties, and sends it. */
export const answer = (route: Route): Middleware => ({
  after: (request) => {
    const { value, seconds } =
      request.response instanceof CacheableAnswer
        ? request.response
        : new CacheableAnswer(request.response, route.cacheSeconds);
    const declared = route.answer.parse(value);
    const isText = typeof declared === 'string';
    const response: HttpAnswer = {
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
