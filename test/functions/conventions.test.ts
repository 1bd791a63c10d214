import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../lib/contract/index.ts';
import { type Body, bodyCalls, passwordCalls } from '../support/calls/body-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const rename = (value: unknown, spell: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((element) => rename(element, spell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [spell(name), rename(inner, spell)]),
  );
};

const snakeCase = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

const spellings = {
  UserId: (name: string) => name.charAt(0).toUpperCase() + name.slice(1),
  userid: (name: string) => name.toLowerCase(),
  user_id: snakeCase,
  USER_ID: (name: string) => snakeCase(name).toUpperCase(),
  _user__id_: (name: string) => `_${snakeCase(name).replaceAll('_', '__')}_`,
};

/** A body with more properties than declared, at every depth. */
const withMore = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([name, property]) => [name, withMore(property)]);
  return { ...Object.fromEntries(inner), more: { id: [1, null] }, 'user-id': 'x', '': 0 };
};

const withTrailingCommas = (body: Body) =>
  JSON.stringify(body, null, 1).replace(/([^{[,])\n *([}\]])/g, '$1,$2');

describe.for(bodyCalls)('$name', ({ name, method, path, body }) => {
  const send = (sent: unknown, url = `/v2${path}`) => api.call(method, url, sent);

  test('matches names whatever their case and underscores', async () => {
    const hasNames = Object.keys(body(await insertUser(api))).length > 0;
    for (const spell of hasNames ? Object.values(spellings) : [spellings.userid]) {
      const answer = await send(rename(body(await insertUser(api)), spell));
      expect({ ...answer, headers: undefined }).toMatchObject({ status: 200 });
    }
  });

  test('ignores unknown properties', async () => {
    expect((await send(withMore(body(await insertUser(api))))).status).toBe(200);
  });

  test('skips a byte order mark, and takes any text in UTF-8', async () => {
    const text = JSON.stringify({ ...body(await insertUser(api)), more: 'cafè \u{1f600}' });
    expect((await send(`\ufeff${text}`)).status).toBe(200);
    const escaped = JSON.stringify({ ...body(await insertUser(api)), more: 'è' });
    expect((await send(escaped.replace('è', String.raw`\ufffd`))).status).toBe(200);
  });

  test('refuses bytes that are no UTF-8 wherever they are, replacing none', async () => {
    const text = JSON.stringify({ ...body(await insertUser(api)), more: 'cafè' });
    const answer = await send(Buffer.from(text, 'latin1'));
    expectProblem(answer, 400);
    expect(answer.body.detail).toBe('The request body is not UTF-8.');
  });

  test('accepts trailing commas and white space, and no other JSON of its own', async () => {
    const text = withTrailingCommas(body(await insertUser(api)));
    expect((await send(` \n\t${text}\r\n `)).status).toBe(200);
    expectProblem(await send(`/* ${name} */ ${text}`), 400, ['']);
    expectProblem(await send(`${text} ${text}`), 400, ['']);
    expectProblem(await send(`${text.slice(0, -1)},,}`), 400, ['']);
  });

  test('takes the last of two properties of one name', async () => {
    const [property] = Object.entries(body(await insertUser(api)));
    if (property === undefined) return;
    const valid = JSON.stringify(body(await insertUser(api)));
    const wrong = `${JSON.stringify(spellings.user_id(property[0]))}:7`;
    expect((await send(`{${wrong},${valid.slice(1)}`)).status).toBe(200);
    expectProblem(await send(`${valid.slice(0, -1)},${wrong}}`), 400, [property[0]]);
  });

  test('answers at the path of the C# backend too', async () => {
    expect((await send(body(await insertUser(api)), path)).status).toBe(200);
  });

  test('any origin may read the answer, and nothing keeps it', async () => {
    const { headers } = await send(body(await insertUser(api)));
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      'cache-control': 'no-store',
      'content-type': 'application/json',
    });
  });

  test('a request without a body is refused', async () => {
    expectProblem(await send(undefined), 400, ['']);
    expectProblem(await send(''), 400, ['']);
  });

  test('tells every fault at once', async () => {
    const required = Object.keys(body(await insertUser(api)));
    const answer = await send(Object.fromEntries(required.map((property) => [property, 7])));
    const faults = (answer.body.errors ?? []).map(({ path: at }: { path: string }) => at);
    expect(faults.toSorted()).toEqual(required.toSorted());
  });

  test('never quotes what was sent', async () => {
    const valid = body(await insertUser(api));
    const quotable = Object.fromEntries(
      Object.keys(valid).map((property) => [property, '"Quotable"'.repeat(9)]),
    );
    for (const sent of [
      quotable,
      { ...valid, users: ['Quotable'], ids: ['Quotable'] },
      'Quotable',
      '"Quotable',
    ]) {
      const answer = await send(sent);
      expect(JSON.stringify(answer.body)).not.toContain('Quotable');
    }
  });
});

describe.for(passwordCalls)('$name', ({ name, method, path, body }) => {
  const send = (given: Body) => api.call(method, `/v2${path}`, given);

  test('a wrong password, as long as one may be, is a 401; an unknown user is a 404', async () => {
    const user = await insertUser(api);
    expectProblem(await send({ ...body(user), password: '🏋'.repeat(40) }), 401);
    const unknown = body({ ...user, id: '5f0c7b4e-0000-4000-8000-000000000000' });
    expectProblem(await send(unknown), name === 'shared-item/create' ? 401 : 404);
  });

  test('a password has 1 to 40 characters, or is a fault of the body', async () => {
    const valid = body(await insertUser(api));
    for (const password of ['', 'x'.repeat(41), '🏋'.repeat(41)]) {
      expectProblem(await send({ ...valid, password }), 400, ['password']);
    }
  });

  test('takes an id in upper case', async () => {
    const user = await insertUser(api);
    expect((await send(body({ ...user, id: user.id.toUpperCase() }))).status).toBe(200);
  });
});

test('the calls above are all that take a body and no purchase token', () => {
  const takeBody = routes.filter(
    ({ access, methods }) =>
      access === 'public' && methods.some((method) => method === 'POST' || method === 'PUT'),
  );
  const found = takeBody.map(({ name, methods, path }) => ({ name, method: methods[0], path }));
  const named = bodyCalls.map(({ name, method, path }) => ({ name, method, path }));
  expect(named).toEqual(expect.arrayContaining(found));
});

test.for(['/v3/user', '/v2/nothing', '/v2/user/create/more', '/V2/users', '/csharp/users'])(
  '%s is no path: 404',
  async (path) => {
    expectProblem(await api.call('GET', path), 404);
  },
);

test.for([
  ['GET', '/v2/users', 'POST'],
  ['POST', '/v2/user', 'PUT'],
  ['GET', '/v2/inbox', 'POST'],
  ['DELETE', '/v2/user/delete', 'POST'],
  ['PUT', '/v2/events', 'POST'],
  ['PATCH', '/v2/event', 'PUT'],
  ['POST', '/v2/shareditem/abcdefghijkl', 'GET'],
] as const)('%s %s is a 405 that tells what is allowed', async ([method, path, allowed]) => {
  const answer = await api.call(method, path, method === 'GET' ? undefined : {});
  expectProblem(answer, 405);
  expect(answer.headers.get('allow')?.split(', ')).toContain(allowed);
});

test.for(bodyCalls)('a page of any origin may send $method $path', async ({ method, path }) => {
  const { status, headers } = await api.call('OPTIONS', `/v2${path}`, undefined, {
    origin: 'https://example.org',
    'access-control-request-method': method,
    'access-control-request-headers': 'content-type, x-anything',
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-allow-methods')).toContain(method);
  expect(headers.get('access-control-allow-headers')).toContain('*');
});

test('the request id of a problem is the one in the headers', async () => {
  for (const answer of [await api.call('GET', '/v2/user/nobody'), await api.call('GET', '/nowhere')]) {
    expect(answer.headers.get('x-amz-apigw-id')).toBe(answer.body.requestId);
  }
});

test('a client can not choose the request id', async () => {
  const chosen = 'chosen-by-the-client';
  for (const path of ['/v2/user/nobody', '/nowhere']) {
    const { headers, body } = await api.call('GET', path, undefined, { 'x-amzn-requestid': chosen });
    expect(headers.get('x-amzn-requestid')).toBe(chosen);
    expect(body.requestId).not.toContain(chosen);
  }
});
