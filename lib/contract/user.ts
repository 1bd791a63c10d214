import * as z from 'zod/mini';
import { base64, bytes, list, nothing, password, text, uuid } from './common.ts';
import { route } from './route.ts';

const KIB = 1024;

/** A user's published profile. All values except the RSA public key are ciphertext. */
const user = z.object({
  id: uuid,
  lookup: z.string(),
  encryptedCurrentPlan: z.nullable(base64),
  encryptedProfilePicture: z.nullable(base64),
  encryptedName: z.nullable(base64),
  encryptionIV: base64,
  rsaPublicKey: base64,
});

export const createUser = route({
  name: 'user/create',
  methods: ['POST'],
  path: '/user/create',
  summary: 'Creates a user with generated credentials',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: nothing,
  response: z.object({ id: uuid, lookup: z.string(), password: z.string() }),
});

export const getUser = route({
  name: 'user/get',
  methods: ['GET'],
  path: '/user/{idOrLookup}',
  summary: 'Returns a user by id or lookup',
  access: 'public',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: z.object({ idOrLookup: text(1, 100) }),
  body: nothing,
  response: user,
});

export const getUsers = route({
  name: 'user/get-many',
  methods: ['POST'],
  path: '/users',
  summary: 'Returns users by id',
  access: 'public',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ ids: list(uuid, 1, 200) }),
  response: z.object({ users: z.record(uuid, user) }),
});

export const putUser = route({
  name: 'user/put',
  methods: ['PUT'],
  path: '/user',
  summary: "Replaces a user's published data",
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({
    id: uuid,
    password,
    encryptedCurrentPlan: z.nullish(bytes(0, 15 * KIB)),
    encryptedProfilePicture: z.nullish(bytes(0, 2_000 * KIB)),
    encryptedName: z.nullish(bytes(0, 2 * KIB)),
    encryptionIV: bytes(0, 64),
    rsaPublicKey: bytes(0, 4 * KIB),
  }),
  response: nothing,
});

export const deleteUser = route({
  name: 'user/delete',
  methods: ['POST'],
  path: '/user/delete',
  summary: 'Deletes a user and all their data',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ id: uuid, password }),
  response: nothing,
});
