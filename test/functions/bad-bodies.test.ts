import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall, bodyCalls } from '../support/calls/body-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { contents } from '../support/postgres/tables.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { populate } from '../support/users/populate.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await populate(api);
});
afterAll(() => api.stop());

const MEGABYTE = 1024 * 1024;

/** Sends bodies to a call, each of which must be refused, and expects that no row changes. */
async function expectRefused(name: string, bodies: readonly (string | Uint8Array)[], headers = {}) {
  const before = await contents(api.userData);
  const { method, path } = bodyCall(name);
  for (const body of bodies) {
    const answer = await api.call(method, `/v2${path}`, body, headers);
    expectProblem(answer, 400);
    expect(answer.body.errors).not.toEqual([]);
  }
  expect(await contents(api.userData)).toEqual(before);
}

const nested = (levels: number, open: string, close: string) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

const notObjects = (valid: string) => [
  '',
  ' ',
  'hello',
  'undefined',
  'NaN',
  '01',
  "{'id':1}",
  '{id:1}',
  '{"id":1',
  '{"id"}',
  `${valid}}`,
  `[${valid}]`,
  JSON.stringify(valid),
  valid.slice(1),
  `${valid}\0`,
  '// comment',
  '[]',
  '[1]',
  '[{}]',
  '0',
  '1e999',
  'null',
  'true',
  '"text"',
  '"\ud800"',
  '"\u0000"',
  '"\n"',
  nested(30, '[', ']'),
  nested(30, '[', ',]'),
  nested(100_000, '[', ']'),
  nested(100_000, '[', ',]'),
  nested(100_000, '[', ''),
  nested(100_000, '{"a":', ',}'),
  '\ufeff',
  `\ufeff\ufeff${valid}`,
  `${valid}\ufeff`,
];

test.for(bodyCalls)('$name refuses what is no JSON object', async ({ name, body }) => {
  await expectRefused(name, notObjects(JSON.stringify(body(user))));
});

test.for(bodyCalls)('$name refuses bytes that are no UTF-8 text', async ({ name, body }) => {
  const valid = JSON.stringify(body(user));
  const bytes = [
    gzipSync(valid),
    Buffer.from(valid, 'utf16le'),
    Buffer.from([0xff, 0xfe]),
    Buffer.alloc(100),
  ];
  await expectRefused(name, bytes);
  await expectRefused(name, [gzipSync(valid)], { 'content-encoding': 'gzip' });
});

test.for(bodyCalls.filter(({ name }) => name !== 'user/create'))(
  '$name refuses objects that hold what it needs anywhere but in their own properties',
  async ({ name, body }) => {
    const valid = JSON.stringify(body(user));
    const holders = ['__proto__', 'constructor', 'prototype', 'body', '', 'toString'];
    await expectRefused(name, [
      '{}',
      ...holders.flatMap((holder) => [`{"${holder}":${valid}}`, `{"${holder}":${valid},}`]),
      `{"constructor":{"prototype":${valid}}}`,
      nested(30, '{"a":', '}'),
      nested(100_000, '{"a":', '}'),
    ]);
  },
);

test.for(bodyCalls)('$name refuses bodies that are too large', async ({ method, path, body }) => {
  const before = await contents(api.userData);
  const valid = JSON.stringify(body(user));
  for (const size of [7 * MEGABYTE, 10 * MEGABYTE + 1]) {
    expectProblem(await api.call(method, `/v2${path}`, valid.padEnd(size)), 413);
  }
  expect(await contents(api.userData)).toEqual(before);
});

const SIX_MILLION = 6_000_000;

test.for([
  ['1,', ''],
  ['1,', '['],
  [',', '['],
  ['x,', '['],
  ['[', ''],
  ['{', ''],
] as const)('6 MB of %j after %j are refused', async ([junk, start]) => {
  await expectRefused('user/get-many', [start.padEnd(SIX_MILLION, junk)]);
});

test('a valid list of three million numbers is refused', async () => {
  await expectRefused('user/put', [`[${'1,'.repeat(SIX_MILLION / 2 - 2)}1]`]);
});

test('an object of 100,000 unknown properties is refused', async () => {
  const properties = Array.from({ length: 100_000 }, (_, index) => `"a${index}":1`).join(',');
  await expectRefused('inbox/put', [`{${properties}}`, `{${properties},}`, `{${properties}`]);
});
