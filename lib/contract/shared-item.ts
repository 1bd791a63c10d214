import * as z from 'zod/mini';
import { base64, bytes, instant, nothing, password, text, uuid } from './common.ts';
import { route } from './route.ts';

export const createSharedItem = route({
  name: 'shared-item/create',
  methods: ['POST'],
  path: '/shareditem',
  summary: 'Publishes an encrypted item to be shared by link',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({
    userId: uuid,
    password,
    encryptedPayload: z.object({
      encryptedPayload: bytes(0, 20 * 1024),
      iv: z.object({ value: bytes(16, 16) }),
    }),
    expiry: instant,
  }),
  response: z.object({ id: z.string() }),
});

export const getSharedItem = route({
  name: 'shared-item/get',
  methods: ['GET'],
  path: '/shareditem/{id}',
  summary: 'Returns a shared item',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 60,
  parameters: z.object({ id: text(1, 100) }),
  body: nothing,
  response: z.object({
    rsaPublicKey: z.object({ spkiPublicKeyBytes: base64 }),
    encryptedPayload: z.object({ encryptedPayload: base64, iv: z.object({ value: base64 }) }),
  }),
});
