import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import Negotiator from 'negotiator';
import * as z from 'zod/mini';
import { commonHeaders } from '../contract/gateway.ts';
import { notFound } from '../problem/problem.ts';
import type { EndpointEvent, HttpResponse } from './event.ts';

/** The name of each compressed file and the headers of its response, by path. */
const index = z.record(z.string(), z.object({ name: z.string(), headers: z.record(z.string(), z.string()) }));

/** The target of the root's redirect, relative to the root. */
const HOME = 'docs';

/** The encodings of the files, in order of preference. */
const ENCODINGS = ['br', 'gzip'];

const decompress = promisify(brotliDecompress);

/**
 * Serves files of a folder that the build made, in an encoding that the client accepts; or 304, if the client has the
 * file already.
 *
 * @returns the handler of an endpoint, which throws Problem 404 for an unknown path.
 */
export function fileServer(folder: URL): (event: EndpointEvent) => Promise<HttpResponse> {
  const files = new Map(
    Object.entries(index.parse(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')))),
  );
  return async (event) => {
    const { path, resource, pathParameters, httpMethod } = event;
    // With a slash at the end of the path, relative links would lead elsewhere.
    if (path.endsWith('/')) return redirect(resource === '/' ? HOME : `../${path.split('/').at(-2)}`);
    const file = files.get(resource.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? ''));
    if (file === undefined) throw notFound('file');
    const eTag = `W/"${file.name}"`;
    const headers = { ...commonHeaders, ...file.headers, etag: eTag, vary: 'accept-encoding' };
    if (
      headerOf(event, 'if-none-match')
        .split(/\s*,\s*/)
        .some((tag) => tag === eTag || tag === '*')
    ) {
      return { statusCode: 304, headers, body: '' };
    }
    const encoding = bestEncoding(event);
    const encodingHeader = encoding === undefined ? {} : { 'content-encoding': encoding };
    const response = { statusCode: 200, headers: { ...headers, ...encodingHeader } };
    if (httpMethod === 'HEAD') return { ...response, body: '' };
    const bytes = await readFile(new URL(`${file.name}.${encoding ?? 'br'}`, folder));
    return { ...response, body: Readable.from([encoding === undefined ? await decompress(bytes) : bytes]) };
  };
}

const redirect = (location: string): HttpResponse => ({
  statusCode: 308,
  headers: { ...commonHeaders, location, 'cache-control': 'no-store' },
  body: '',
});

function bestEncoding(event: EndpointEvent): string | undefined {
  const headers = { 'accept-encoding': headerOf(event, 'accept-encoding') };
  const accepted = new Negotiator({ headers }).encodings(ENCODINGS);
  return ENCODINGS.find((encoding) => accepted.includes(encoding));
}

/** A header's value, or an empty text. Names of headers are in the client's case. */
function headerOf({ headers }: EndpointEvent, lowerCaseName: string): string {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === lowerCaseName);
  return found?.[1] ?? '';
}
