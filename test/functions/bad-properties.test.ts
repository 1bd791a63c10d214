import { afterAll, beforeAll, expect, test } from 'vitest';
import { badValues, type Kind } from '../support/calls/bad-values.ts';
import { bodyCall } from '../support/calls/body-calls.ts';
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

type Property = readonly [call: string, path: string, kind: Kind, isOptional?: 'optional'];

const properties: readonly Property[] = [
  ['user/put', 'id', 'uuid'],
  ['user/put', 'password', 'text'],
  ['user/put', 'encryptedCurrentPlan', 'bytes', 'optional'],
  ['user/put', 'encryptedProfilePicture', 'bytes', 'optional'],
  ['user/put', 'encryptedName', 'bytes', 'optional'],
  ['user/put', 'encryptionIV', 'bytes'],
  ['user/put', 'rsaPublicKey', 'bytes'],
  ['user/delete', 'id', 'uuid'],
  ['user/delete', 'password', 'text'],
  ['user/get-many', 'ids', 'list'],
  ['user/get-many', 'ids.0', 'uuid'],
  ['event/put', 'userId', 'uuid'],
  ['event/put', 'password', 'text'],
  ['event/put', 'eventId', 'uuid'],
  ['event/put', 'encryptedEventPayload', 'bytes'],
  ['event/put', 'encryptedEventIV', 'bytes'],
  ['event/put', 'expiry', 'instant'],
  ['event/get-many', 'users', 'list'],
  ['event/get-many', 'users.0', 'object'],
  ['event/get-many', 'users.0.userId', 'uuid'],
  ['event/get-many', 'users.0.followSecret', 'text'],
  ['event/get-many', 'users.0.since', 'instant'],
  ['follow-secret/put', 'userId', 'uuid'],
  ['follow-secret/put', 'password', 'text'],
  ['follow-secret/put', 'followSecret', 'text'],
  ['follow-secret/delete', 'userId', 'uuid'],
  ['follow-secret/delete', 'password', 'text'],
  ['follow-secret/delete', 'followSecret', 'text'],
  ['inbox/put', 'toUserId', 'uuid'],
  ['inbox/put', 'encryptedMessage', 'list'],
  ['inbox/put', 'encryptedMessage.1', 'bytes'],
  ['inbox/get', 'userId', 'uuid'],
  ['inbox/get', 'password', 'text'],
  ['shared-item/create', 'userId', 'uuid'],
  ['shared-item/create', 'password', 'text'],
  ['shared-item/create', 'encryptedPayload', 'object'],
  ['shared-item/create', 'encryptedPayload.encryptedPayload', 'bytes'],
  ['shared-item/create', 'encryptedPayload.iv', 'object'],
  ['shared-item/create', 'encryptedPayload.iv.value', 'bytes'],
  ['shared-item/create', 'expiry', 'instant'],
];

/** Replaces what is at a path; undefined takes it away. */
function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = replaced(copy[name], rest, by);
  return copy;
}

const fault = { path: expect.any(String), message: expect.any(String) };

test.for(properties)(
  '%s refuses what is no %s (%s), and changes nothing',
  async ([call, path, kind, optional]) => {
    const before = await contents(api.userData);
    const { method, path: url, body } = bodyCall(call);
    const wrong = badValues[kind].filter((value) => optional === undefined || value !== null);
    const absent = optional === undefined && !/\d$/.test(path) ? [undefined] : [];
    for (const value of [...wrong, ...absent]) {
      const answer = await api.call(method, `/v2${url}`, replaced(body(user), path.split('.'), value));
      expectProblem(answer, 400);
      const faults: { path: string }[] = answer.body.errors;
      const elsewhere = faults.filter((each) => !`${each.path}.`.startsWith(`${path}.`));
      expect({ value, faults, elsewhere }).toEqual({
        value,
        faults: expect.arrayContaining([fault]),
        elsewhere: [],
      });
    }
    expect(await contents(api.userData)).toEqual(before);
  },
);

const repeated = <Element>(element: Element, count: number): Element[] =>
  Array.from({ length: count }, () => element);

test.for([
  ['user/get-many', 'ids', 200],
  ['event/get-many', 'users', 200],
  ['inbox/put', 'encryptedMessage', 20],
] as const)('%s refuses a list in `%s` of more than %i, however long', async ([call, name, most]) => {
  const before = await contents(api.userData);
  const { method, path, body } = bodyCall(call);
  const valid = body(user);
  const [element] = valid[name] as unknown[];
  for (const list of [repeated(element, most + 1), repeated(element, 5_000)]) {
    expectProblem(await api.call(method, `/v2${path}`, { ...valid, [name]: list }), 400, [name]);
  }
  for (const junk of [1, null, [], 'x']) {
    const answer = await api.call(method, `/v2${path}`, {
      ...valid,
      [name]: repeated(junk, 200_000),
    });
    expectProblem(answer, 400);
    expect(answer.body.errors).toContainEqual({ path: name, message: expect.any(String) });
    expect(answer.body.errors.length).toBeLessThanOrEqual(most + 2);
  }
  expect(await contents(api.userData)).toEqual(before);
});
