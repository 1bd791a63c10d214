import { ciphertext, eventBody, type TestUser } from '../users/users.ts';

export type Body = Record<string, unknown>;

/** A call with a body, and a valid body for it. */
export interface BodyCall {
  /** The function's name. */
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: (user: TestUser) => Body;
}

const FOLLOW_SECRET = 'a follow secret';

const credentials = ({ id, password }: TestUser) => ({ userId: id, password });

/** Every call with a body, in an order in which they can be made one after another. */
export const bodyCalls: readonly BodyCall[] = [
  { name: 'user/create', method: 'POST', path: '/user/create', body: () => ({}) },
  {
    name: 'user/put',
    method: 'PUT',
    path: '/user',
    body: ({ id, password }) => ({
      id,
      password,
      encryptedCurrentPlan: ciphertext(300),
      encryptedProfilePicture: ciphertext(3_000),
      encryptedName: ciphertext(30),
      encryptionIV: ciphertext(16),
      rsaPublicKey: ciphertext(294),
    }),
  },
  { name: 'user/get-many', method: 'POST', path: '/users', body: ({ id }) => ({ ids: [id] }) },
  { name: 'event/put', method: 'PUT', path: '/event', body: (user) => eventBody(user) },
  {
    name: 'follow-secret/put',
    method: 'PUT',
    path: '/follow-secret',
    body: (user) => ({ ...credentials(user), followSecret: FOLLOW_SECRET }),
  },
  {
    name: 'event/get-many',
    method: 'POST',
    path: '/events',
    body: ({ id }) => ({
      users: [{ userId: id, followSecret: FOLLOW_SECRET, since: '0001-01-01T00:00:00Z' }],
    }),
  },
  {
    name: 'follow-secret/delete',
    method: 'POST',
    path: '/follow-secret/delete',
    body: (user) => ({ ...credentials(user), followSecret: FOLLOW_SECRET }),
  },
  {
    name: 'inbox/put',
    method: 'PUT',
    path: '/inbox',
    body: ({ id }) => ({ toUserId: id, encryptedMessage: [ciphertext(256), ciphertext(256)] }),
  },
  { name: 'inbox/get', method: 'POST', path: '/inbox', body: credentials },
  {
    name: 'shared-item/create',
    method: 'POST',
    path: '/shareditem',
    body: (user) => ({
      ...credentials(user),
      encryptedPayload: { encryptedPayload: ciphertext(500), iv: { value: ciphertext(16) } },
      expiry: '2099-01-01T00:00:00Z',
    }),
  },
  {
    name: 'user/delete',
    method: 'POST',
    path: '/user/delete',
    body: ({ id, password }) => ({ id, password }),
  },
];

/** The calls that authenticate a user with a password. */
export const passwordCalls = bodyCalls.filter(
  ({ body }) => 'password' in body({ id: '', lookup: '', password: '' }),
);

/** @throws Error when there is no such call. */
export function bodyCall(name: string): BodyCall {
  const found = bodyCalls.find((call) => call.name === name);
  if (found === undefined) throw new Error(`There is no call ${name}.`);
  return found;
}
