import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/contract/event.ts', [
  {
    rule: 'A payload has at least a byte',
    replace: 'bytes(1, maxPayloadBytes)',
    by: 'bytes(0, maxPayloadBytes)',
    killers: [[tests.putEvent, 'encryptedEventPayload has']],
  },
  {
    rule: "An event's IV has 16 bytes at most",
    replace: 'encryptedEventIV: bytes(1, 16)',
    by: 'encryptedEventIV: bytes(1, 17)',
    killers: [[tests.putEvent, 'encryptedEventIV has']],
  },
  {
    rule: 'A poll asks for 200 users at most',
    replace: 'since }), 1, 200)',
    by: 'since }), 1, 201)',
    killers: [[tests.getEvents, 'takes 1 to 200']],
  },
  {
    rule: 'Events under /v2 have the smaller limit',
    replace: 'body: eventOf(config.EVENT_PAYLOAD_MAX_BYTES)',
    by: 'body: eventOf(config.EVENT_PAYLOAD_MAX_BYTES_CSHARP)',
    killers: [[tests.putEvent, 'encryptedEventPayload has']],
  },
  {
    rule: 'Events on the C# path have the larger limit',
    replace: 'csharpBody: eventOf(config.EVENT_PAYLOAD_MAX_BYTES_CSHARP)',
    by: 'csharpBody: eventOf(config.EVENT_PAYLOAD_MAX_BYTES)',
    killers: [tests.csharpPaths],
  },
  {
    rule: `\`since\` is taken to be earlier on the C# path`,
    replace: 'csharpBody: followingsSince(earlierBy(config.SINCE_GRACE_SECONDS_CSHARP))',
    by: 'csharpBody: followingsSince(instant)',
    killers: [tests.csharpPaths],
  },
  {
    rule: `\`since\` is taken as it is under /v2`,
    replace: `body: followingsSince(instant),
  // The apps`,
    by: `body: followingsSince(earlierBy(config.SINCE_GRACE_SECONDS_CSHARP)),
  // The apps`,
    killers: [tests.csharpPaths, tests.getEvents],
  },
]);
