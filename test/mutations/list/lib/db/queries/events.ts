import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/events.ts', [
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
