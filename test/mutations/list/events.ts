import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const eventMutations = mutationsOf('lib/db/queries/events.ts', [
  {
    rule: 'An event takes its time stamp once its user is locked, not when its statement began',
    replace: `greatest(
        clock_timestamp(),`,
    by: `greatest(
        now(),`,
    killers: [tests.feedPages, tests.eventOrder],
    equal: 'It is later than the last either way: how long the statement waited for its user, nobody sees.',
  },
  {
    rule: "An event's time stamp is at least a microsecond after the user's last, though that was purged",
    replace: `
        last_event_timestamp + interval '1 microsecond',`,
    by: '',
    killers: [[tests.feedPages, 'when the newest event has been purged']],
  },
  {
    rule: "An event's time stamp is later than the user's last, not the same",
    replace: "        last_event_timestamp + interval '1 microsecond',",
    by: '        last_event_timestamp,',
    killers: [[tests.feedPages, 'when the newest event has been purged']],
  },
  {
    rule: "A user's events stay ahead of those that another server put",
    replace: `
        (select max(timestamp) + interval '1 microsecond' from user_events where user_id = users.id)`,
    by: `
        '-infinity'`,
    killers: [[tests.eventOrder, 'sets its clock ahead']],
  },
  {
    rule: "A user's events stay ahead of that user's alone",
    replace: ' from user_events where user_id = users.id)',
    by: ' from user_events)',
    killers: [[tests.eventOrder, "nobody else's events"]],
  },
  {
    rule: 'An event put again is seen by followers',
    replace: 'set timestamp = excluded.timestamp, last_accessed',
    by: 'set last_accessed',
    killers: [[tests.putEvent, 'an edit is seen']],
  },
  {
    rule: 'An event put again has its new expiry',
    replace: 'last_accessed = excluded.last_accessed, expiry = excluded.expiry,',
    by: 'last_accessed = excluded.last_accessed,',
    killers: [[tests.putEvent, 'an edit is seen']],
  },
  {
    rule: 'A write of an event that is sent again keeps its time stamp',
    replace: 'user_events.timestamp > ${instant(requestedAt)}',
    by: 'false',
    killers: [[tests.lostAnswers, 'keeps its place in time']],
  },
  {
    rule: 'An equal event put once more by the client is an edit',
    replace: 'user_events.timestamp > ${instant(requestedAt)}',
    by: 'true',
    killers: [[tests.lostAnswers, 'keeps its place in time']],
  },
  {
    rule: 'An event of a user who is gone is a 404',
    replace: 'select exists (select from clock) as "userExists"',
    by: 'select true as "userExists"',
    killers: [tests.deletedMeanwhile],
  },
]);

export const feedMutations = mutationsOf('lib/db/queries/events.ts', [
  {
    rule: 'An expired event is not handed out',
    replace: ' and e.expiry > now()',
    by: '',
    killers: [[tests.getEvents, 'an expired event']],
  },
  {
    rule: 'An event is handed out up to its expiry, not beyond',
    replace: 'e.expiry > now()',
    by: "e.expiry > now() - interval '1 hour'",
    killers: [[tests.getEvents, 'an expired event']],
  },
  {
    rule: 'A page begins behind the event that the one before ended with',
    replace: '(e.timestamp, e.id) > (starts.timestamp, starts.id)',
    by: '(e.timestamp, e.id) >= (starts.timestamp, starts.id)',
    killers: [[tests.feed, 'many small ones']],
  },
  {
    rule: `Events of the time stamp where a page ended come with the next, those of \`since\` do not`,
    replace: 'when since >= cursor.timestamp then since',
    by: 'when since > cursor.timestamp then since',
    killers: [[tests.feedPages, `whose \`since\` is where a page ends`]],
  },
  {
    rule: 'Of the user where a page ended, the next begins behind its last event',
    replace: 'followed.user_id > cursor.user_id',
    by: 'followed.user_id >= cursor.user_id',
    killers: [[tests.feed, 'many small ones']],
  },
  {
    rule: 'Of users behind the one where a page ended, events of the same time stamp come with the next',
    replace: "then cursor.timestamp - interval '1 microsecond'",
    by: 'then cursor.timestamp',
    killers: [[tests.feed, 'many users']],
  },
  {
    rule: "The cursor's id counts for its own user",
    replace: 'when since < cursor.timestamp and followed.user_id = cursor.user_id then',
    by: 'when followed.user_id = cursor.user_id then',
    killers: [[tests.feed, 'many small ones']],
    equal: `The cursor is an event of its user's, which is later than their \`since\`.`,
  },
  {
    rule: 'A later page shows nothing of a user beyond what the first could see',
    replace: `
          and e.timestamp <= starts.until and`,
    by: ' and',
    killers: [[tests.feedPages, 'between two pages']],
  },
  {
    rule: "A later page shows a user's newest event of the first page's moment",
    replace: 'e.timestamp <= starts.until',
    by: 'e.timestamp < starts.until',
    killers: [[tests.feedPages, 'between two pages']],
  },
  {
    rule: "The bound of later pages is each user's own",
    replace: 'where e.user_id = followed.user_id) as until',
    by: 'where true) as until',
    killers: [[tests.feedPages, 'between two pages']],
  },
  {
    rule: 'A user named twice is answered from the earlier time',
    replace: 'min(since) as since',
    by: 'max(since) as since',
    killers: [[tests.getEvents, 'a user named twice']],
  },
  {
    rule: 'A follow secret that is wrong opens nothing',
    replace: 'from checked where valid group by',
    by: 'from checked group by',
    killers: [[tests.getEvents, 'secrets that are wrong']],
  },
  {
    rule: 'A follow secret counts for its own user only',
    replace: 'secret.user_id = asked."userId" and secret.value',
    by: 'secret.value',
    killers: [[tests.getEvents, 'secrets that are wrong'], tests.otherUsers],
  },
  {
    rule: 'A refused secret is listed once',
    replace: "select distinct 'secret'",
    by: "select 'secret'",
    killers: [[tests.getEvents, 'secrets that are wrong']],
  },
  {
    rule: 'A page that is full by its rows is not the last',
    replace: ' or count(*) = ${limit}::int as more',
    by: ' as more',
    killers: [[tests.feed, 'many small ones']],
  },
  {
    rule: 'A page that is full by its bytes is not the last',
    replace: 'count(*) > (select count(*) from page) or ',
    by: '',
    killers: [[tests.feed, 'the largest that any release']],
  },
  {
    rule: "A page holds the oldest of each user's events",
    replace: `        order by e.timestamp, e.id
        limit`,
    by: `        order by e.timestamp desc, e.id
        limit`,
    killers: [[tests.feed, 'many small ones']],
  },
  {
    rule: 'A page holds the oldest events of all users',
    replace: `      order by event.timestamp, event.user_id, event.id
      limit`,
    by: `      order by event.user_id, event.timestamp, event.id
      limit`,
    killers: [[tests.feed, 'many users']],
  },
  {
    rule: 'An event is touched when the last time is an hour ago',
    replace: "and last_accessed < now() - interval '1 hour'",
    by: "and last_accessed < now() - interval '1 day'",
    killers: [[tests.getEvents, 'touched']],
  },
  {
    rule: 'A poll waits for nobody who writes',
    replace: `      for no key update skip locked
    ), touched`,
    by: `      for no key update
    ), touched`,
    killers: [tests.locks],
  },
]);

export const pageMutations = mutationsOf('lib/db/queries/page.ts', [
  {
    rule: 'A page fits a result of the Data API',
    replace: 'PAGE_BYTES = 600_000',
    by: 'PAGE_BYTES = 900_000',
    killers: [[tests.feed, 'the largest that any release']],
  },
]);

export const feedAnswerMutations = mutationsOf('lib/streams/event-feed.ts', [
  {
    rule: 'An answer stops between two time stamps, never between equal ones',
    replace: 'group[0]?.timestamp !== event.timestamp',
    by: 'group[0]?.eventId !== event.eventId',
    killers: [[tests.feed, 'stops short of 100 MiB']],
  },
  {
    rule: 'An answer stops at 100 MiB',
    replace: 'bytes > 0 && bytes + json.length + 1 > MAX_BYTES',
    by: 'bytes > 0 && bytes + json.length + 1 > 2 * MAX_BYTES',
    killers: [[tests.feed, 'stops short of 100 MiB']],
  },
  {
    rule: 'The last group of a feed is handed out',
    replace: `  if (group.length > 0) yield group;
}`,
    by: '}',
    killers: [[tests.getEvents, 'answers the events of all']],
  },
  {
    rule: 'Refused secrets are told',
    replace: `    invalidFollowSecrets.push(...page.invalidFollowSecrets);
`,
    by: '',
    killers: [[tests.getEvents, 'secrets that are wrong']],
  },
]);

export const eventContractMutations = mutationsOf('lib/contract/event.ts', [
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
