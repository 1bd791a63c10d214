import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/feed.ts', [
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
