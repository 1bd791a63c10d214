import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type MultiValues = Record<string, string[]>;

// Headers that never reach an integration. Source: Amazon API Gateway, "Important notes".
const dropped = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/** The event's headers: names as the client spelled them, without hop-by-hop headers, with API Gateway's own. */
export function eventHeaders(req: IncomingMessage): MultiValues {
  const byName = new Map<string, { name: string; values: string[] }>();
  const add = (name: string, value: string) => {
    const known = byName.get(name.toLowerCase());
    if (known) known.values.push(value);
    else byName.set(name.toLowerCase(), { name, values: [value] });
  };
  for (const [name, value] of rawHeaders(req)) if (!dropped.has(name.toLowerCase())) add(name, value);
  const forwardedFor = byName.get('x-forwarded-for')?.values.join(', ');
  const client = req.socket.remoteAddress ?? '127.0.0.1';
  const set = (name: string, value: string) => byName.set(name.toLowerCase(), { name, values: [value] });
  set('X-Forwarded-For', forwardedFor ? `${forwardedFor}, ${client}` : client);
  set('X-Forwarded-Port', String(req.socket.localPort ?? ''));
  set('X-Forwarded-Proto', 'http');
  set('X-Amzn-Trace-Id', traceId());
  return Object.fromEntries([...byName.values()].map(({ name, values }) => [name, values]));
}

/** The values of a query (without its `?`); null when there are none. */
export function queryValues(query: string): MultiValues | null {
  const parameters = new URLSearchParams(query);
  if (parameters.size === 0) return null;
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name)]));
}

/** The last of each name's values, as in API Gateway's single-value maps. */
export function singleValues(values: MultiValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}

export function firstHeader(headers: MultiValues, lowerCaseName: string): string | null {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === lowerCaseName);
  return found?.[1][0] ?? null;
}

/** Bytes of the request line and the header values, which API Gateway limits together. */
export function headerBytes(req: IncomingMessage): number {
  const requestLine = `${req.method} ${req.url} HTTP/${req.httpVersion}`;
  return [...rawHeaders(req)].reduce((sum, [, value]) => sum + Buffer.byteLength(value), requestLine.length);
}

function* rawHeaders(req: IncomingMessage): Generator<[name: string, value: string]> {
  for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) {
    yield [req.rawHeaders[at] ?? '', req.rawHeaders[at + 1] ?? ''];
  }
}

function traceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
