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
      'Publishes an event, such as a finished workout, or replaces the event with the same `eventId`. Followers see ' +
      'the change at their next poll. An event whose `expiry` has passed is never returned.\n\n' +
      `A payload has at most ${bytes(config.EVENT_PAYLOAD_MAX_BYTES)} bytes under \`/v2\`, and at most ` +
      `${bytes(config.EVENT_PAYLOAD_MAX_BYTES_CSHARP)} on the path of the C# backend, \`PUT /event\`.`,
    request: {
      userId: example.userId,
      password: example.password,
      eventId: example.eventId,
      encryptedEventPayload: example.bytes,
      encryptedEventIV: example.iv,
      expiry: example.expiry,
    },
    response: { description: 'Done.', example: {} },
    problems: { 401: 'The password is wrong.', 404: 'No user has this id.' },
  }),
  describeCall(getEvents, {
    operationId: 'getEvents',
    tag,
    description:
      'Returns the events of up to 200 followed users, newer than the `since` given for each, oldest first. ' +
      'For the next poll, send the newest `timestamp` that you have of a user as `since`, **with all six fraction ' +
      'digits**: you then get each event once.\n\n' +
      'Secrets that are not, or no longer, valid are listed in `invalidFollowSecrets`; events for the others are ' +
      'returned as usual. The response may be many megabytes. Past 100 MiB it ends early, between two time stamps, and ' +
      'the next poll returns the rest. If a response is interrupted, discard it and send the request again.\n\n' +
      'On the path of the C# backend, `POST /events` without `/v2`, `since` is moved ' +
      `${config.SINCE_GRACE_SECONDS_CSHARP / 60} minutes back, for clients that take the time from another clock: ` +
      'events may be returned again.',
    request: {
      users: [{ userId: example.userId, followSecret: example.followSecret, since: '0001-01-01T00:00:00Z' }],
    },
    response: {
      description: 'The new events.',
      example: {
        events: [
          {
            userId: example.userId,
            eventId: example.eventId,
            timestamp: example.timestamp,
            encryptedEventPayload: example.bytes,
            encryptedEventIV: example.iv,
            expiry: example.expiryInResponse,
          },
        ],
        invalidFollowSecrets: ['a-revoked-secret'],
      },
    },
  }),
];
