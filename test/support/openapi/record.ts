import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and its complete response. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent when it is too large. */
  readonly requestBody: string | undefined;
  readonly status: number;
  /** Without parameters. */
  readonly mediaType: string;
  /** Absent when it is too large or compressed. */
  readonly body: string | undefined;
}

/** Bytes of a body that are kept. */
const MOST = 1024 * 1024;

/** Observes a request, and reports its response when complete. One that is cut off is not reported. */
export function record(req: IncomingMessage, res: ServerResponse, tell: (exchange: Exchange) => void): void {
  const requestBody = keep();
  const body = keep();
  // A listener would make the request stream flow.
  const emit = req.emit.bind(req);
  req.emit = (event: string | symbol, ...values: unknown[]) => {
    if (event === 'data') requestBody.add(values[0]);
    return emit(event, ...values);
  };
  for (const name of ['write', 'end'] as const) {
    const write = res[name];
    Reflect.set(res, name, (...values: unknown[]) => {
      body.add(values[0]);
      return Reflect.apply(write, res, values);
    });
  }
  res.once('close', () => {
    if (!res.writableFinished) return;
    tell({
      method: req.method ?? '',
      path: (req.url ?? '').split('?')[0] ?? '',
      requestBody: requestBody.text(),
      status: res.statusCode,
      mediaType: String(res.getHeader('content-type')).split(';')[0] ?? '',
      body: res.hasHeader('content-encoding') ? undefined : body.text(),
    });
  });
}

function keep() {
  const pieces: Buffer[] = [];
  let bytes = 0;
  return {
    add: (piece: unknown) => {
      if (typeof piece !== 'string' && !(piece instanceof Uint8Array)) return;
      bytes += Buffer.byteLength(piece);
      if (bytes <= MOST) pieces.push(Buffer.from(piece));
      else pieces.length = 0;
    },
    text: () => (bytes > MOST ? undefined : Buffer.concat(pieces).toString()),
  };
}
