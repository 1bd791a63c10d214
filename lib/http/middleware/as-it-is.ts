import type { HttpAnswer, Middleware } from '../exchange.ts';

/** Sends the answer that the work made. */
export const asItIs = (): Middleware => ({
  after: ({ response, internal: { record } }) => {
    if (record !== undefined && isAnswer(response)) record.status = response.statusCode;
  },
});

const isAnswer = (value: unknown): value is HttpAnswer =>
  typeof value === 'object' && value !== null && 'statusCode' in value;
