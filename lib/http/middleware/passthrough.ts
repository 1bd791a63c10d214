import type { HttpResponse, Middleware } from '../event.ts';

/** Sends the answer that the work made. */
export const passthrough = (): Middleware => ({
  after: ({ response, internal: { record } }) => {
    if (record !== undefined && isAnswer(response)) record.status = response.statusCode;
  },
});

const isAnswer = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'statusCode' in value;
