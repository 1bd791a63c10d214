import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/rate-limit.ts', [
  {
    rule: 'A call counts for 24 hours, not less',
    replace: `select time from unnest(counts.requests) as time where time > clock_timestamp() - interval '24 hours'
    union`,
    by: `select time from unnest(counts.requests) as time where time > clock_timestamp() - interval '23 hours'
    union`,
    killers: [[tests.rateLimit, 'says when the next call is free']],
  },
  {
    rule: 'A call counts for 24 hours, not more',
    replace: `select time from unnest(counts.requests) as time where time > clock_timestamp() - interval '24 hours'
    union`,
    by: `select time from unnest(counts.requests) as time where time > clock_timestamp() - interval '25 hours'
    union`,
    killers: [[tests.rateLimit, 'older than a day']],
  },
  {
    rule: 'Exactly as many calls pass as the limit says',
    replace: `(select count(*) from \${recent} as recent) < \${limit}::int
      returning`,
    by: `(select count(*) from \${recent} as recent) <= \${limit}::int
      returning`,
    killers: [[tests.rateLimit, 'says when the next call is free'], tests.oneLimit],
  },
  {
    rule: 'What was counted under former keys alone fills the limit',
    replace: 'where (select count(*) from former) < ${limit}::int',
    by: 'where (select count(*) from former) <= ${limit}::int',
    killers: [[tests.oneLimit, 'counts where it is all that was counted']],
  },
  {
    rule: 'A count that is sent again counts once',
    replace: '${uuid(id)} = any(counts.request_ids)',
    by: 'false',
    killers: [[tests.rateLimit, 'when the answer of the count is lost']],
  },
  {
    rule: 'What was counted under former keys counts',
    replace: 'where counts.key = any(array(select json_array',
    by: 'where false and counts.key = any(array(select json_array',
    killers: [[tests.oneLimit, 'counts, in one Data API call']],
  },
  {
    rule: 'What was counted under former keys counts for a day',
    replace: `
        and time > clock_timestamp() - interval '24 hours'
    ), counted`,
    by: `
    ), counted`,
    killers: [[tests.oneLimit, 'counts no longer after a day']],
  },
  {
    rule: 'What was taken over from former keys counts once',
    replace: ' where time <> all(counts.requests)',
    by: '',
    killers: [tests.oneLimit],
  },
  {
    rule: "A call's time is at least a microsecond after the last",
    replace: `greatest(
              clock_timestamp(),
              (select max(time) + interval '1 microsecond' from \${recent} as recent)
            ) end`,
    by: 'clock_timestamp() end',
    killers: [[tests.rateLimit, 'whose clock goes back']],
  },
  {
    rule: 'A call that is given back is itself, and no other',
    replace: `sql\`array_remove(requests, \${instant(countedAt)})\``,
    by: `sql\`'{}'::timestamptz[]\``,
    killers: [[tests.rateLimit, 'whose clock goes back']],
  },
  {
    rule: 'The next call is free a day after the oldest that counts',
    replace: 'coalesce(min(time), clock_timestamp())',
    by: 'coalesce(max(time), clock_timestamp())',
    killers: [[tests.rateLimit, 'says when the next call is free']],
  },
  {
    rule: 'The ids of calls are kept for as long as they may be sent again',
    replace: 'IDS_KEPT = 100',
    by: 'IDS_KEPT = 0',
    killers: [[tests.rateLimit, 'when the answer of the count is lost']],
  },
]);
