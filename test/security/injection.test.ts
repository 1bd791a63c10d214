import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyCall } from '../support/calls/body-calls.ts';
import { following, poll } from '../support/feed/follow.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

/** Stands for what somebody wants to get into an answer's head or a log. */
const MARK = 'injected';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

/** Sends bytes as they are: clients refuse to send most of these. @returns head and body of the answer. */
async function raw(request: string): Promise<{ head: string; body: string }> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request, 'latin1');
  const answer = await text(socket);
  const end = answer.indexOf('\r\n\r\n');
  return { head: answer.slice(0, end), body: answer.slice(end + 4) };
}

const get = (path: string, ...headers: string[]) =>
  raw([`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, 'Connection: close', '', ''].join('\r\n'));

const FIELDS = [
  'bytes',
  'coldStart',
  'dataApiCalls',
  'error',
  'milliseconds',
  'requestId',
  'route',
  'status',
];
/** Of a line about a slow call of the Data API. */
const CALL_FIELDS = ['dataApiRequestId', 'milliseconds', 'operation', 'requestId', 'route', 'sqlState'];

/** Expects of every line since then that it is one of ours, whole, and holds nothing that was sent. */
function expectCleanLog(linesBefore: number): void {
  for (const line of api.logLines.slice(linesBefore)) {
    const { level, message } = JSON.parse(line);
    expect(['INFO', 'WARN', 'ERROR']).toContain(level);
    expect(level === 'WARN' ? CALL_FIELDS : FIELDS).toEqual(expect.arrayContaining(Object.keys(message)));
    expect(line).not.toContain(MARK);
    // oxlint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  }
}

describe('what stands in a path', () => {
  it.each([
    `%0d%0aSet-Cookie:%20${MARK}=1`,
    `%0d%0a%0d%0a<script>${MARK}</script>`,
    `%0a{"level":"ERROR","message":"${MARK}"}`,
    `%1b[31m${MARK}`,
    `%E2%80%A8${MARK}`,
    `%00${MARK}`,
    `\${jndi:ldap://${MARK}}`,
    `%3Cscript%3E${MARK}%3C/script%3E`,
  ])('comes back nowhere: %j', async (path) => {
    const linesBefore = api.logLines.length;
    for (const at of [`/v2/user/${path}`, `/v2/shareditem/${path}`, `/${path}`, `/health?${path}=${path}`]) {
      const { head, body } = await get(at);
      expect(head).toMatch(/^HTTP\/1\.1 (200|400|404) /);
      expect(head + body).not.toContain(MARK);
      expect(head).not.toMatch(/set-cookie/i);
      expect(head).toMatch(/content-type: (application\/problem\+json|text\/plain)/);
    }
    expect(api.logLines.length).toBeGreaterThan(linesBefore);
    expectCleanLog(linesBefore);
  });
});

describe('what stands in a header', () => {
  it.each([
    `Origin: https://${MARK}.example`,
    `X-Forwarded-Host: ${MARK}.example`,
    `X-Forwarded-For: ${MARK}`,
    `X-Amzn-RequestId: ${MARK}`,
    `X-Amzn-Trace-Id: Root=${MARK}`,
    `User-Agent: \x1b[31m${MARK}`,
    `User-Agent: {"level":"ERROR","message":"${MARK}"}`,
    `Referer: https://localhost/?token=${MARK}`,
    `Cookie: session=${MARK}`,
    `Content-Type: text/html; ${MARK}`,
    `Accept: text/html, ${MARK}`,
    `Authorization: Web ${MARK}`,
    `${MARK}: yes`,
  ])('comes back nowhere: %j', async (header) => {
    const linesBefore = api.logLines.length;
    for (const path of ['/health', '/v2/user/nobody', '/nowhere']) {
      const { head: sent, body } = await get(path, header);
      // API Gateway itself lets clients choose this one; nothing of ours has it.
      const head = sent.replace(/^x-amzn-requestid: .*$/im, '');
      expect(head).toMatch(/^HTTP\/1\.1 (200|400|404) /);
      expect(head + body).not.toContain(MARK);
      expect(head).toMatch(/access-control-allow-origin: \*/i);
      expect(head).not.toMatch(/access-control-allow-credentials|set-cookie/i);
    }
    expectCleanLog(linesBefore);
  });

  it.each([
    ['another host', `GET /v2/user/nobody HTTP/1.1\r\nHost: ${MARK}.example\r\nConnection: close\r\n\r\n`],
    [
      'a line that is folded',
      `GET /health HTTP/1.1\r\nHost: a\r\nX: a\r\n ${MARK}\r\nConnection: close\r\n\r\n`,
    ],
    ['bytes that are no ASCII', `GET /v2/user/\xff${MARK} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`],
    ['a line feed alone', `GET /health HTTP/1.1\nHost: a\nX: ${MARK}\nConnection: close\n\n`],
    [
      'two lengths',
      `POST /v2/users HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n{}   GET /${MARK}`,
    ],
    [
      'a length and chunks',
      `POST /v2/users HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /${MARK} HTTP/1.1\r\n\r\n`,
    ],
  ])('and %s brings nothing else about', async (_name, request) => {
    const linesBefore = api.logLines.length;
    const { head, body } = await raw(request);
    expect(head).toMatch(/^HTTP\/1\.1 (200|400|404) /);
    // One request, one answer: nothing was taken for a second request.
    expect((head + body).match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(head + body).not.toContain(MARK);
    expectCleanLog(linesBefore);
  });
});

it('what stands in a body comes back as it was, in JSON, and gets into no log', async () => {
  const linesBefore = api.logLines.length;
  const followSecret = `\r\n\u001b[31m"}\u2028${MARK}</script>`;
  const { method, path, body } = bodyCall('follow-secret/put');
  expect((await api.call(method, `/v2${path}`, { ...body(user), followSecret })).status).toBe(200);
  const wrong = `${followSecret}!`;
  const { headers, body: feed } = await poll(api, following(user, followSecret), following(user, wrong));
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(feed.invalidFollowSecrets).toEqual([wrong]);
  expectCleanLog(linesBefore);
});
