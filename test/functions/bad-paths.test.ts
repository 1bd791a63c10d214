import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contents } from '../support/postgres/tables.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { populate } from '../support/users/populate.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
  await populate(api);
});
afterAll(() => api.stop());

/** Sends a path letter for letter; `fetch` would tidy it up. */
async function get(path: string) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { hostname, port } = new URL(api.url);
  request({ hostname, port, path }, resolve).on('error', reject).end();
  const response = await promise;
  return { status: response.statusCode, body: await text(response) };
}

const parameters = [
  ['a'.repeat(300), 404],
  ['a'.repeat(8_000), 404],
  ['%00', 404],
  ['a%00', 404],
  ['%ff', 400],
  ['%ed%a0%80', 400],
  ['%', 400],
  ['%zz', 400],
  ['..', 404],
  ['.', 404],
  ['%2e%2e', 404],
  ['..%2f..%2fuser', 404],
  ['../health', 404],
  ['a/b', 404],
  ['%20', 404],
  ['%27%20or%20true%20--', 404],
  [':id', 404],
  ['$1', 404],
  ['%f0%9f%8f%8b', 404],
  ['null', 404],
  ['__proto__', 404],
  ['5f0c7b4e-0000-4000-8000-00000000000', 404],
] as const;

test.for(['/v2/user', '/user', '/v2/shareditem', '/shareditem'])(
  'odd names below %s are told to be nothing, and change nothing',
  async (folder) => {
    const before = await contents(api.userData);
    for (const [parameter, status] of parameters) {
      const answer = await get(`${folder}/${parameter}`);
      expect({ parameter, ...answer }).toMatchObject({ parameter, status });
      expect(JSON.parse(answer.body)).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
    }
    expect(await contents(api.userData)).toEqual(before);
  },
);
