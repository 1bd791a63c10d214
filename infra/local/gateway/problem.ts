import { STATUS_CODES } from 'node:http';

/** A response the gateway gives by itself, in the API's form for errors (RFC 9457). */
export class GatewayProblem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'GatewayProblem';
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export const problemContentType = 'application/problem+json';

/** The body of a problem, as JSON. */
export function problemBody(status: number, detail: string, requestId: string): string {
  return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, requestId });
}
