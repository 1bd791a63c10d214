import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemHeaders } from '../../../lib/contract/gateway.ts';
import { problemJson } from '../../../lib/contract/problem.ts';
import { newRequestId } from './event.ts';
import type { GatewayProblem } from './problem.ts';
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
  /** Sets the status and all headers. */
  readonly setHead: (status: number, headers: Readonly<Record<string, string>>) => void;
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
    setHead(status, headers) {
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.statusCode = status;
      res.setHeader('x-amzn-requestid', exchange.requestId);
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    },
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
      const { status, message: detail } = problem;
      exchange.setHead(status, { ...problemHeaders, ...problem.headers });
      exchange.send(problemJson({ status, detail, requestId: exchange.requestId }));
    },
  };
  res.setHeader('x-amzn-requestid', exchange.requestId);
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

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
