import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Port } from '../listen.ts';
import { type ApiError, asApiError } from './errors.ts';
import type { Ordered } from './fault-orders.ts';
import type { Fault } from './faults.ts';
import { type ApiRequest, readRequest } from './request.ts';
import { type ApiResponse, errorResponse, sendHalf, sendResponse } from './response.ts';
import { checkSignature } from './signature.ts';
import type { Api, CallOutcome } from './types.ts';

/** A valid call, ready to run. */
export interface Operation<Call> {
  readonly call: Call;
  /** @throws {ApiError} */
  perform(requestId: string): ApiResponse | Promise<ApiResponse>;
}

/** One of AWS's REST-JSON services. */
export interface Service<Call, ErrorName extends string> {
  /** The name of the service in signatures. */
  readonly name: string;
  /** Bytes of a body that are kept; the rest is read and thrown away. */
  readonly bodyBytes: number;
  readonly makeError: (name: ErrorName, message: string) => ApiError;
  /** @throws {ApiError} */
  readonly parse: (request: ApiRequest) => Operation<Call> | Promise<Operation<Call>>;
}

/** Hooks of the tests into each valid call. */
export interface Observer<Call, ErrorName extends string> {
  readonly takeFault: (call: Call) => Ordered<Fault<ErrorName>> | Promise<Ordered<Fault<ErrorName>>>;
  /** Called after each call, before the client can know that it has ended. */
  readonly onCall: (call: Call & CallOutcome) => void;
}

/**
 * Milliseconds, long: a server that closes an idle connection just as a client reuses it looks like a lost response.
 */
const KEEP_ALIVE = 600_000;

/** The end of a request: the error for the log, if any, and the function that sends the response. */
interface Ending {
  readonly error?: string;
  readonly finish: () => void;
}

/** Starts a service on 127.0.0.1, by default on a free port. It accepts signed requests only. */
export async function serve<Call extends object, ErrorName extends string>(
  service: Service<Call, ErrorName>,
  observer: Observer<Call, ErrorName>,
  port?: Port,
): Promise<Pick<Api<Call, unknown>, 'url' | 'stop'>> {
  async function parse(incoming: IncomingMessage): Promise<Operation<Call>> {
    const request = await readRequest(incoming, service.bodyBytes);
    checkSignature(request.headers.authorization, service.name);
    return service.parse(request);
  }

  async function perform(
    operation: Operation<Call>,
    requestId: string,
    response: ServerResponse,
  ): Promise<Ending> {
    const { milliseconds, fault } = await observer.takeFault(operation.call);
    if (milliseconds > 0) await wait(milliseconds);
    if (fault?.kind === 'fail') throw service.makeError(fault.error, fault.message);
    const cut = () => response.socket?.resetAndDestroy();
    if (fault?.kind === 'cutConnection') return { error: 'connection cut', finish: cut };
    const result = await operation.perform(requestId);
    if (fault?.kind === 'loseResponse') return { error: 'response lost', finish: cut };
    if (fault) return { error: 'response truncated', finish: () => sendHalf(response, requestId, result) };
    return { finish: () => sendResponse(response, requestId, result) };
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const requestId = randomUUID();
    let call: Call | undefined;
    let ending: Ending;
    try {
      const operation = await parse(incoming);
      call = operation.call;
      ending = await perform(operation, requestId, response);
    } catch (thrown) {
      const error = asApiError(thrown);
      const finish = () => sendResponse(response, requestId, errorResponse(error));
      ending = { error: `${error.name}: ${error.message}`, finish };
    }
    const { error, finish } = ending;
    const outcome = { at, milliseconds: Date.now() - at, ...(error === undefined ? {} : { error }) };
    if (call) observer.onCall({ ...call, ...outcome });
    finish();
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  const bound = await listen(server, port);
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
