import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Check, Invoke } from './check.ts';
import { proxyEvent } from './proxy-event.ts';
import { streamed } from './responses.ts';

const getDocument = async (invoke: Invoke, headers: Record<string, string> = {}, method = 'GET') =>
  streamed(await invoke('docs', proxyEvent(method, '/openapi.json', { headers })));

/** Files, whose bytes pass unchanged. */
export const fileChecks: readonly Check[] = [
  {
    what: 'a file, a large body',
    name: 'docs',
    run: async ({ invoke }) => {
      const paths = Object.keys(JSON.parse(await readFile('dist/docs/files/index.json', 'utf8')));
      const file =
        paths.find((path) => path.startsWith('/docs/redoc.standalone'))?.slice('/docs/'.length) ?? '';
      const event = proxyEvent('GET', '/docs/{file}', { pathParameters: { file } });
      const { head, body } = streamed(await invoke('docs', event));
      assert.equal(head.statusCode, 200);
      assert.ok(body.length > 1_000_000, `${body.length} bytes`);
      return `${body.length} bytes`;
    },
  },
  {
    what: 'a file, an empty 304',
    name: 'docs',
    run: async ({ invoke }) => {
      const { head } = await getDocument(invoke);
      const unchanged = await getDocument(invoke, { 'If-None-Match': head.headers.etag });
      assert.deepEqual([unchanged.head.statusCode, unchanged.body], [304, '']);
      return `304 for ${head.headers.etag}`;
    },
  },
  {
    what: 'a file, no body at all',
    name: 'docs',
    run: async ({ invoke }) => {
      const { head, body } = await getDocument(invoke, {}, 'HEAD');
      assert.deepEqual([head.statusCode, body], [200, '']);
      return '200 to a HEAD';
    },
  },
  {
    what: 'a file, a problem',
    name: 'docs',
    run: async ({ invoke }) => {
      const event = proxyEvent('GET', '/docs/{file}', { pathParameters: { file: 'nothing.js' } });
      const { head } = streamed(await invoke('docs', event));
      assert.deepEqual([head.statusCode, head.headers['content-type']], [404, 'application/problem+json']);
      return '404 for an unknown file';
    },
  },
];
