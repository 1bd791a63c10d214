import type { HttpResponse, Middleware } from '../event.ts';

/** Sends the handler's response unchanged. */
export const passthrough = (): Middleware => ({
  after: ({ response, internal: { record } }) => {
    if (record !== undefined && isHttpResponse(response)) record.status = response.statusCode;
  },
});

const isHttpResponse = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'statusCode' in value;
