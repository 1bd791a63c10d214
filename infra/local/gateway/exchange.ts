import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemHeaders, requestId } from '../../../lib/contract/gateway.ts';
import { problemJson } from '../../../lib/contract/problem.ts';
import { clientRequestId, newRequestId } from './event.ts';
import type { GatewayProblem } from './problem.ts';
import { endUnread } from './request-body.ts';
import type { RequestRecord } from './types.ts';

/** A request and its response in progress. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly startedAt: Date;
  readonly method: string;
  /** The path as sent: with the stage, percent-encoded. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  functionName: string | undefined;
  bytes: number;
  /** Sets the status and all headers. */
  readonly setHead: (status: number, headers: Readonly<Record<string, string>>) => void;
  /** Sends a whole body once status and headers are set. */
  readonly send: (body: string) => void;
  /** Sends a problem, or cuts off a response that has started. */
  readonly refuse: (problem: GatewayProblem) => void;
}

/** Starts an exchange. `onRequest` is called when it has ended, whether successful or not. */
export function startExchange(
  req: IncomingMessage,
  res: ServerResponse,
  onRequest: (record: RequestRecord) => void,
): Exchange {
  const [path, query] = splitOnce(req.url ?? '', '?');
  const start = performance.now();
  // A write after the client disconnected fails, and there is nobody to report it to.
  res.on('error', () => {});
  let endedUnread = false;
  const exchange: Exchange = {
    req,
    res,
    requestId: newRequestId(),
    clientRequestId: clientRequestId(req),
    startedAt: new Date(),
    method: req.method ?? '',
    path,
    query,
    functionName: undefined,
    bytes: 0,
    setHead(status, headers) {
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.statusCode = status;
      setIds(exchange);
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
  setIds(exchange);
  res.once('close', () =>
    onRequest({
      method: exchange.method,
      path,
      status: res.statusCode,
      milliseconds: performance.now() - start,
      bytes: exchange.bytes,
      requestId: exchange.requestId,
      ...(exchange.functionName !== undefined && { functionName: exchange.functionName }),
      // A client that has received a refusal may close before the response is formally complete.
      complete: res.writableFinished || endedUnread,
    }),
  );
  return exchange;
}

function setIds(exchange: Exchange): void {
  exchange.res.setHeader('x-amzn-requestid', exchange.clientRequestId);
  exchange.res.setHeader(requestId.header, exchange.requestId);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
