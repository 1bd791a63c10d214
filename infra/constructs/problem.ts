import { STATUS_CODES } from 'node:http';

/** Headers that every answer of the API carries; what API Gateway answers by itself is no exception. */
export const problemHeaders = {
  'Content-Type': 'application/problem+json',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': '*',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** A problem as in the contract (RFC 9457), as a template that API Gateway fills in. */
export const problemBody = (status: number, detail: string): string =>
  JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
    requestId: '$context.requestId',
  });

/** As API Gateway wants a fixed value in a mapping. */
export const quoted = (value: string): string => `'${value}'`;
