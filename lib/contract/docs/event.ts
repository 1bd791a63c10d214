import { config } from '../../config.ts';
import { getEvents, putEvent } from '../event.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Events';

const bytes = (count: number) => count.toLocaleString('en');

export const eventCalls = [
  describeCall(putEvent, {
    operationId: 'putEvent',
    tag,
    description:
      'Publishes an event, such as a finished workout, or replaces the one of the same `eventId`. Followers see ' +
      'either at their next poll. An event whose `expiry` has passed is never handed out.\n\n' +
      `A payload has at most ${bytes(config.EVENT_PAYLOAD_MAX_BYTES)} bytes under \`/v2\`, and at most ` +
      `${bytes(config.EVENT_PAYLOAD_MAX_BYTES_CSHARP)} by the path of the C# backend, \`PUT /event\`.`,
    request: {
      userId: example.userId,
      password: example.password,
      eventId: example.eventId,
      encryptedEventPayload: example.bytes,
      encryptedEventIV: example.iv,
      expiry: example.expiry,
    },
    response: { description: 'Done.', example: {} },
    problems: { 401: 'The password is not the one of that user.', 404: 'There is no user of that id.' },
  }),
  describeCall(getEvents, {
    operationId: 'getEvents',
    tag,
    description:
      'Returns the events of up to 200 followed users that are newer than the `since` of each, oldest first. ' +
      'For the next poll, send the newest `timestamp` that you hold of a user as its `since`, **all six fraction ' +
      'digits of it**: each event then comes once.\n\n' +
      'Secrets that do not count (any more) are listed in `invalidFollowSecrets`; the others are answered all ' +
      'the same. The answer may be many megabytes; past 100 MiB it ends early, between two time stamps, and the ' +
      'next poll brings the rest. An answer that breaks off is none: ask again.\n\n' +
      'By the path of the C# backend, `POST /events` without `/v2`, a `since` counts as ' +
      `${config.SINCE_GRACE_SECONDS_CSHARP / 60} minutes earlier, for clients that send a time by another's clock: ` +
      'events may come again.',
    request: {
      users: [{ userId: example.userId, followSecret: example.followSecret, since: '0001-01-01T00:00:00Z' }],
    },
    response: {
      description: 'What is new.',
      example: {
        events: [
          {
            userId: example.userId,
            eventId: example.eventId,
            timestamp: example.timestamp,
            encryptedEventPayload: example.bytes,
            encryptedEventIV: example.iv,
            expiry: example.expiryAnswer,
          },
        ],
        invalidFollowSecrets: ['a-revoked-secret'],
      },
    },
  }),
];
