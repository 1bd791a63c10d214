import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../listen.ts';
import { ApiError } from './errors.ts';
import type { Faults } from './faults.ts';
import { signatureFault } from './signature.ts';
import type { CallOutcome } from './types.ts';

export interface ApiRequest {
  readonly method: string;
  /** With the query, percent-encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** All of it, or where it is larger than the server keeps, its start. */
  readonly body: Buffer;
  /** Bytes of the body as sent. */
  readonly bytes: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call that was understood. */
export interface Operation<Call> {
  readonly call: Call;
  /** @throws {ApiError} */
  perform(requestId: string): ApiResponse | Promise<ApiResponse>;
}

export interface ApiOptions<Call, ErrorName extends string> {
  /** The service's name in signatures. */
  readonly service: string;
  /** How much of a body is kept; the rest is read and thrown away. */
  readonly bodyBytes: number;
  readonly faults: Faults<Call, ErrorName>;
  /** @throws {ApiError} */
  readonly understand: (request: ApiRequest) => Operation<Call>;
  /** Called after each call that was understood. */
  readonly onCall: (call: Call & CallOutcome) => void;
}

export interface Api {
  /** `http://127.0.0.1:<port>`, with no slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A server that closes a kept connection just as a client uses it again looks like a lost answer. */
const KEEP_ALIVE = 600_000;

/** Starts one of AWS's REST-JSON APIs on a free port of 127.0.0.1. It takes signed requests only. */
export async function startApi<Call extends object, ErrorName extends string>(
  options: ApiOptions<Call, ErrorName>,
): Promise<Api> {
  /** @returns what became of the call besides an answer. */
  async function answer(operation: Operation<Call>, response: ServerResponse): Promise<string | undefined> {
    const requestId = randomUUID();
    const { milliseconds, fault } = options.faults.take(operation.call);
    if (milliseconds > 0) await wait(milliseconds);
    if (fault?.kind === 'fail') throw fault.error;
    if (fault?.kind === 'cutConnection') {
      response.socket?.resetAndDestroy();
      return 'connection cut';
    }
    const result = await operation.perform(requestId);
    if (fault?.kind === 'loseAnswer') {
      response.socket?.resetAndDestroy();
      return 'answer lost';
    }
    send(response, requestId, result);
    return undefined;
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    let call: Call | undefined;
    let error: string | undefined;
    try {
      const request = await read(incoming, options.bodyBytes);
      const unsigned = signatureFault(request.headers.authorization, options.service);
      if (unsigned) throw new ApiError(unsigned.name, 403, { message: unsigned.message });
      const operation = options.understand(request);
      call = operation.call;
      error = await answer(operation, response);
    } catch (thrown) {
      const failure = asApiError(thrown);
      error = `${failure.name}: ${failure.message}`;
      const headers = { 'x-amzn-errortype': failure.name };
      send(response, randomUUID(), { status: failure.status, body: JSON.stringify(failure.body), headers });
    }
    if (!call) return;
    const milliseconds = Date.now() - at;
    options.onCall({ ...call, at, milliseconds, ...(error === undefined ? {} : { error }) });
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Reads a request to its end, however large, so that its sender gets to see the answer. */
async function read(incoming: IncomingMessage, keptBytes: number): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming.iterator()) {
    const buffer = Buffer.from(chunk);
    if (bytes <= keptBytes) chunks.push(buffer);
    bytes += buffer.length;
  }
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(chunks), bytes };
}

function send(
  response: ServerResponse,
  requestId: string,
  { status, body = '', headers }: ApiResponse,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'x-amzn-requestid': requestId,
    ...(status === 204 ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
    ...headers,
  });
  response.end(bytes);
}

function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError('InternalServerErrorException', 500, { message }, { cause: thrown });
}
