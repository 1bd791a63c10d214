import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { DataApiError } from './errors.ts';

/** Sends an answer. */
export function sendResponse(response: ServerResponse, answer: Record<string, unknown>): void {
  send(response, 200, JSON.stringify(answer));
}

/** Sends an error the way REST-JSON does: its name in a header, its message in the body. */
export function sendError(response: ServerResponse, error: DataApiError): void {
  const body = error.message === '' ? {} : { message: error.message };
  send(response, error.status, JSON.stringify(body), { 'x-amzn-errortype': error.name });
}

/** Announces the whole answer, sends half of it, and cuts the connection. */
export function sendHalf(response: ServerResponse, answer: Record<string, unknown>): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, headers(body.length));
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  extra: Record<string, string> = {},
): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...headers(body.length), ...extra }).end(body);
}

function headers(length: number): Record<string, string | number> {
  return { 'content-type': 'application/json', 'content-length': length, 'x-amzn-requestid': randomUUID() };
}
