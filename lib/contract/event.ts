import * as z from 'zod/mini';
import { config } from '../config.ts';
import {
  base64,
  bytes,
  earlierBy,
  instant,
  list,
  nothing,
  password,
  text,
  timestamp,
  uuid,
} from './common.ts';
import { route } from './route.ts';

const eventOf = (maxPayloadBytes: number) =>
  z.object({
    userId: uuid,
    password,
    eventId: uuid,
    encryptedEventPayload: bytes(1, maxPayloadBytes),
    encryptedEventIV: bytes(1, 16),
    expiry: instant,
  });

export const putEvent = route({
  name: 'event/put',
  methods: ['PUT'],
  path: '/event',
  summary: 'Creates or replaces an event of a user',
  access: 'public',
  transfer: 'buffered',
  cacheSeconds: 0,
  parameters: nothing,
  body: eventOf(config.EVENT_PAYLOAD_MAX_BYTES),
  csharpBody: eventOf(config.EVENT_PAYLOAD_MAX_BYTES_CSHARP),
  response: nothing,
});

const followingsSince = (since: z.ZodMiniType<string, string>) =>
  z.object({ users: list(z.object({ userId: uuid, followSecret: text(1, 40), since }), 1, 200) });

export const getEvents = route({
  name: 'event/get-many',
  methods: ['POST'],
  path: '/events',
  summary: 'Returns events of followed users, oldest first',
  access: 'public',
  transfer: 'stream',
  cacheSeconds: 0,
  parameters: nothing,
  body: followingsSince(instant),
  // The apps that use this path send a time of the publisher's clock, which may be fast.
  csharpBody: followingsSince(earlierBy(config.SINCE_GRACE_SECONDS_CSHARP)),
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
