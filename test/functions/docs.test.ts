import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const PATHS = ['/openapi.json', '/asyncapi.json', '/docs', '/redoc'];
const SIX_MEGABYTES = 6_000_000;

/** The addresses that a page names, as a browser resolves them. */
async function linksOf(path: string): Promise<string[]> {
  const { body } = await api.call('GET', path);
  const links = [...String(body).matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
  return links.map((link) => new URL(link, `${api.url}${path}`).pathname);
}

describe.for(['', '/v2'])('below %j', (stage) => {
  test.for(PATHS)('%s is there, with its type and for five minutes', async (path) => {
    const { status, headers } = await api.call('GET', `${stage}${path}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(
      path.endsWith('.json') ? /^application\/json$/ : /^text\/html\b/,
    );
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.for(['/docs', '/redoc'])('all that %s names is there, and may be kept for ever', async (path) => {
    const links = await linksOf(`${stage}${path}`);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links.filter((each) => each.includes('/docs/'))) {
      expect(link).toMatch(new RegExp(`^${stage}/docs/[\\w.-]+$`));
      const { status, headers, body } = await api.call('GET', link);
      expect({ link, status }).toEqual({ link, status: 200 });
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-type')).toMatch(
        /^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/,
      );
      expect(Buffer.byteLength(body)).toBeLessThan(SIX_MEGABYTES);
    }
  });

  test.for(['/docs', '/redoc'])('%s/ leads to it: links in the page are relative', async (path) => {
    const response = await fetch(`${api.url}${stage}${path}/`);
    expect(response).toMatchObject({ status: 200, redirected: true, url: `${api.url}${stage}${path}` });
  });
});

test.for([
  ['/', '/docs'],
  ['/v2/', '/v2/docs'],
  ['/v2', '/docs'],
])('%s leads a browser to %s', async ([path, location]) => {
  const response = await fetch(`${api.url}${path}`, { headers: { accept: 'text/html' } });
  expect(response).toMatchObject({ status: 200, redirected: true, url: `${api.url}${location}` });
  expect((await fetch(`${api.url}${path}`, { redirect: 'manual' })).headers.get('cache-control')).toBe(
    'no-store',
  );
});

test('the documents say what they are', async () => {
  expect((await api.call('GET', '/openapi.json')).body).toMatchObject({ openapi: '3.1.1' });
  expect((await api.call('GET', '/asyncapi.json')).body).toMatchObject({ asyncapi: '3.0.0' });
});

describe.for(PATHS)('%s', (path) => {
  test.for([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['*', 'br'],
    ['identity', null],
    ['deflate', null],
    ['', null],
  ] as const)('for "Accept-Encoding: %s" comes as %s, and is the same', async ([accepted, encoding]) => {
    const plain = await api.call('GET', path, undefined, { 'accept-encoding': 'identity' });
    const answer = await api.call('GET', path, undefined, { 'accept-encoding': accepted });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    expect(answer.body).toEqual(plain.body);
  });

  test('is not sent again to who has it, in whatever encoding', async () => {
    const eTag = (await api.call('GET', path)).headers.get('etag') ?? '';
    expect(eTag).toMatch(/^W\/"\w+"$/);
    for (const sent of [eTag, `"other", ${eTag}`, '*']) {
      const headers = { 'if-none-match': sent, 'accept-encoding': 'gzip' };
      const answer = await api.call('GET', path, undefined, headers);
      expect(answer).toMatchObject({ status: 304, body: '' });
      expect(answer.headers.get('etag')).toBe(eTag);
    }
    expect((await api.call('GET', path, undefined, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('HEAD answers the same without a body', async () => {
    const { status, headers, body } = await api.call('HEAD', path, undefined, { 'accept-encoding': 'br' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    const get = await api.call('GET', path, undefined, { 'accept-encoding': 'br' });
    for (const name of ['etag', 'content-type', 'content-encoding', 'cache-control']) {
      expect(headers.get(name)).toBe(get.headers.get(name));
    }
  });

  test('needs no database', async () => {
    const before = api.dataApi.calls.entries.length;
    await api.call('GET', path);
    expect(api.dataApi.calls.entries).toHaveLength(before);
  });

  test('takes no other method', async () => {
    expectProblem(await api.call('POST', path, {}), 405);
  });
});

describe.for(['/docs', '/redoc'])('%s', (path) => {
  test('allows nothing from elsewhere and nothing in the page', async () => {
    const { headers, body } = await api.call('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    expect(body).not.toMatch(/https?:\/\//);
  });
});

test.for(['nothing.js', '%2e%2e%2findex.mjs', 'index.json', 'constructor'])(
  '%s is no file of the pages',
  async (file) => {
    expectProblem(await api.call('GET', `/docs/${file}`), 404);
  },
);

test('licenses are where the scripts say', async () => {
  const answer = await api.call('GET', '/docs/swagger-ui-bundle.js.LICENSE.txt');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  expect(answer.body).toMatch(/license/i);
});
