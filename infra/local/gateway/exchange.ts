import type { IncomingMessage, ServerResponse } from 'node:http';
import { corsHeaders } from './cors.ts';
import { newRequestId } from './event.ts';
import { type GatewayProblem, problemBody, problemContentType } from './problem.ts';
import { endUnread } from './request-body.ts';
import type { RequestRecord } from './types.ts';

/** One request on its way to its response. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
  readonly startedAt: Date;
  readonly method: string;
  /** As sent: with the stage, percent-encoded. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  functionName: string | undefined;
  bytes: number;
  /** Sends a whole body after status and headers were set. */
  readonly send: (body: string) => void;
  /** Sends a problem; where a response has begun, breaks it off. */
  readonly refuse: (problem: GatewayProblem) => void;
}

/** Begins an exchange; `onRequest` is told when it has ended, well or not. */
export function beginExchange(
  req: IncomingMessage,
  res: ServerResponse,
  onRequest: (record: RequestRecord) => void,
): Exchange {
  const [path, query] = splitOnce(req.url ?? '', '?');
  const start = performance.now();
  // What is written after a client hung up fails, and there is nobody to tell.
  res.on('error', () => {});
  let endedUnread = false;
  const exchange: Exchange = {
    req,
    res,
    requestId: newRequestId(),
    startedAt: new Date(),
    method: req.method ?? '',
    path,
    query,
    functionName: undefined,
    bytes: 0,
    send(body) {
      if (res.statusCode !== 204 && res.statusCode !== 304) {
        res.setHeader('content-length', Buffer.byteLength(body));
      }
      if (req.method !== 'HEAD') exchange.bytes = Buffer.byteLength(body);
      if (req.complete) {
        res.end(body);
      } else {
        endedUnread = true;
        void endUnread(req, res, body);
      }
    },
    refuse(problem) {
      if (res.headersSent) res.destroy();
      if (res.destroyed) return;
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      setCommonHeaders(exchange);
      res.statusCode = problem.status;
      res.setHeader('content-type', problemContentType);
      for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value);
      exchange.send(problemBody(problem.status, problem.detail, exchange.requestId));
    },
  };
  setCommonHeaders(exchange);
  res.once('close', () =>
    onRequest({
      method: exchange.method,
      path,
      status: res.statusCode,
      milliseconds: performance.now() - start,
      bytes: exchange.bytes,
      requestId: exchange.requestId,
      ...(exchange.functionName !== undefined && { functionName: exchange.functionName }),
      // A client that has its refusal may close before the response is formally over.
      complete: res.writableFinished || endedUnread,
    }),
  );
  return exchange;
}

function setCommonHeaders({ res, requestId }: Exchange): void {
  for (const [name, value] of Object.entries(corsHeaders)) res.setHeader(name, value);
  res.setHeader('x-amzn-requestid', requestId);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
