import * as z from 'zod/mini';
import { config } from '../config.ts';
import { base64, bytes, instant, list, nothing, password, text, timestamp, uuid } from './common.ts';
import { route } from './route.ts';

export const putEvent = route({
  name: 'event/put',
  methods: ['PUT'],
  path: '/event',
  summary: 'Creates or replaces an event of a user',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({
    userId: uuid,
    password,
    eventId: uuid,
    encryptedEventPayload: bytes(1, config.EVENT_PAYLOAD_MAX_BYTES),
    encryptedEventIV: bytes(1, 16),
    expiry: instant,
  }),
  response: nothing,
});

export const getEvents = route({
  name: 'event/get-many',
  methods: ['POST'],
  path: '/events',
  summary: 'Returns the events of followed users since a time, oldest first',
  access: 'public',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: z.object({
    users: list(z.object({ userId: uuid, followSecret: text(1, 40), since: instant }), 1, 200),
  }),
  response: z.object({
    events: z.array(
      z.object({
        userId: uuid,
        eventId: uuid,
        timestamp,
        encryptedEventPayload: base64,
        encryptedEventIV: base64,
        expiry: timestamp,
      }),
    ),
    invalidFollowSecrets: z.array(z.string()),
  }),
});
