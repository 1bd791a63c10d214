import type { ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { GatewayProblem } from './problem.ts';

const headerValue = z.union([z.string(), z.number(), z.boolean()]);
const headFields = {
  // Neither an interim status nor one that HTTP doesn't know is a response.
  statusCode: z.int().check(z.minimum(200), z.maximum(599)),
  headers: z.nullish(z.record(z.string(), headerValue)),
  multiValueHeaders: z.nullish(z.record(z.string(), z.array(headerValue))),
};

/** The valid results of a buffered function. API Gateway accepts nothing else. */
const bufferedResponse = z.strictObject({
  ...headFields,
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** The valid preludes of a streamed function. */
const streamedHead = z.object({ ...headFields, cookies: z.nullish(z.array(z.string())) });

export type BufferedResponse = z.infer<typeof bufferedResponse>;
export type StreamedHead = z.infer<typeof streamedHead>;

/** @throws {GatewayProblem} 502 when the function's response is malformed. */
export function parseBufferedResponse(json: string): BufferedResponse {
  return parse(bufferedResponse, json);
}

/** @throws {GatewayProblem} 502 when the prelude is malformed. */
export function parseStreamedHead(json: string): StreamedHead {
  return parse(streamedHead, json);
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, json: string): z.infer<Schema> {
  const malformed = () =>
    new GatewayProblem({ status: 502, detail: 'The function returned a malformed response.' });
  try {
    const result = schema.safeParse(JSON.parse(json));
    if (result.success) return result.data;
  } catch {
    throw malformed();
  }
  throw malformed();
}

// Headers that reach the client under another name. Source: Amazon API Gateway, "Important notes".
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'host',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);
const dropped = new Set(['expect', 'proxy-authenticate', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/**
 * Sets the function's status and headers the way API Gateway does: some headers are renamed to `x-amzn-Remapped-…`,
 * some are dropped, and the default content type is JSON.
 * @throws {GatewayProblem} 502 when a header can't be sent.
 */
export function setHead(res: ServerResponse, head: StreamedHead): void {
  res.statusCode = head.statusCode;
  res.setHeader('content-type', 'application/json');
  try {
    for (const [name, values] of mergedHeaders(head)) setHeader(res, name, values);
  } catch {
    throw new GatewayProblem({ status: 502, detail: 'The function returned a header that cannot be sent.' });
  }
}

/** Merges single-value and multi-value headers; a pair of name and value that occurs twice counts once. */
function mergedHeaders({ headers, multiValueHeaders, cookies }: StreamedHead): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    const values = merged.get(name.toLowerCase()) ?? [];
    if (!values.includes(value)) merged.set(name.toLowerCase(), [...values, value]);
  };
  for (const [name, value] of Object.entries(headers ?? {})) add(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    for (const value of values) add(name, String(value));
  }
  for (const cookie of cookies ?? []) add('set-cookie', cookie);
  return merged;
}

function setHeader(res: ServerResponse, name: string, values: string[]): void {
  if (dropped.has(name)) return;
  const [only, ...more] = values;
  const value = only !== undefined && more.length === 0 ? only : values;
  res.setHeader(remapped.has(name) ? `x-amzn-Remapped-${name}` : name, value);
  // CloudFront, in front of the gateway, restores the name of the challenge.
  if (name === 'www-authenticate') res.setHeader(name, value);
}
