import * as z from 'zod/mini';
import { base64, bytes, list, nothing, password, uuid } from './common.ts';
import { route } from './route.ts';

export const putInbox = route({
  name: 'inbox/put',
  methods: ['PUT'],
  path: '/inbox',
  summary: 'Leaves an encrypted message for a user',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ toUserId: uuid, encryptedMessage: list(bytes(0, 1_024), 1, 20) }),
  response: nothing,
});

export const getInbox = route({
  name: 'inbox/get',
  methods: ['POST'],
  path: '/inbox',
  summary: "Returns and removes a user's messages, oldest first",
  access: 'public',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({ userId: uuid, password }),
  response: z.object({
    inboxMessages: z.array(z.object({ id: uuid, encryptedMessage: z.array(base64) })),
  }),
});
