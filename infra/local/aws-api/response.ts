import type { ServerResponse } from 'node:http';
import type { ApiError } from './errors.ts';

export interface ApiResponse {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function sendResponse(to: ServerResponse, requestId: string, response: ApiResponse): void {
  to.end(writeHead(to, requestId, response));
}

/** Announces the whole response, sends half of it, and cuts the connection. */
export function sendHalf(to: ServerResponse, requestId: string, response: ApiResponse): void {
  const body = writeHead(to, requestId, response);
  to.write(body.subarray(0, body.length / 2), () => to.destroy());
}

export function errorResponse({ name, status, body }: ApiError): ApiResponse {
  return { status, body: JSON.stringify(body), headers: { 'x-amzn-errortype': name } };
}

/** @returns the body. */
function writeHead(to: ServerResponse, requestId: string, response: ApiResponse): Buffer {
  const { status, body = '', headers } = response;
  const bytes = Buffer.from(body);
  to.writeHead(status, {
    'x-amzn-requestid': requestId,
    ...(status === 204 ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
    ...headers,
  });
  return bytes;
}
