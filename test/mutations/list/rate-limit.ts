import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const rateLimitMutations = mutationsOf('lib/db/queries/rate-limit.ts', [
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

export const limitMutations = mutationsOf('lib/rate-limit/rate-limit.ts', [
  {
    rule: "The web's limit is the web's alone",
    replace: "store === 'Web' ? RATE",
    by: "store !== 'Web' ? RATE",
    killers: [tests.oneLimit],
  },
  {
    rule: 'Retry-After names a second at which the call does pass',
    replace: 'Math.ceil(Date.parse',
    by: 'Math.floor(Date.parse',
    killers: [[tests.rateLimit, 'says when the next call is free']],
  },
]);

export const rateLimitMiddlewareMutations = mutationsOf('lib/http/middleware/rate-limit.ts', [
  {
    rule: 'A call whose answer cost tokens is not given back',
    replace: `if (error instanceof Problem && error.isCharged) return;
    `,
    by: '',
    killers: [tests.charges],
  },
  {
    rule: 'A call that brought nothing is given back',
    replace: 'await internal.refund?.().catch',
    by: 'await Promise.resolve().catch',
    killers: [[tests.aiCalls, 'costs nothing']],
  },
  {
    rule: 'A call is given back from its own key',
    replace: 'refundCall(queries, purchase.key, countedAt)',
    by: "refundCall(queries, purchase.formerKeys[0] ?? '', countedAt)",
    killers: [[tests.aiCalls, 'costs nothing']],
  },
  {
    rule: 'A call that was answered is not given back, whatever fails after',
    replace: `  after: ({ internal }) => {
    delete internal.refund;
  },`,
    by: '  after: () => undefined,',
    killers: [tests.aiCalls],
    equal:
      "Nothing of ours runs after it that could fail: the response is checked before, and a response that can't be sent is none of the middleware's.",
  },
]);

export const endpointMutations = mutationsOf('lib/http/endpoint.ts', [
  {
    rule: 'A call with a bad body is not counted',
    replace: '[purchaseToken(), parse(route), serialize(route), rateLimit(route)]',
    by: '[purchaseToken(), rateLimit(route), parse(route), serialize(route)]',
    killers: [[tests.rateLimit, 'counts nothing for a bad body']],
  },
  {
    rule: 'A call with a bad token learns nothing of its body',
    replace: '[purchaseToken(), parse(route), serialize(route), rateLimit(route)]',
    by: '[parse(route), purchaseToken(), serialize(route), rateLimit(route)]',
    killers: [tests.aiCalls],
  },
]);

export const purgeMutations = mutationsOf('lib/db/queries/purge.ts', [
  {
    rule: 'Events are purged at their expiry, not before',
    replace: `'user_events', { due: sql\`expiry <= now()\``,
    by: `'user_events', { due: sql\`expiry <= now() + interval '1 hour'\``,
    killers: [[tests.purge, 'what is not stays events']],
  },
  {
    rule: 'Shared items are purged at their expiry, not before',
    replace: `'shared_items', { due: sql\`expiry <= now()\``,
    by: `'shared_items', { due: sql\`expiry <= now() + interval '1 hour'\``,
    killers: [[tests.purge, 'what is not stays shared items']],
  },
  {
    rule: 'Chats are purged after three hours, not before',
    replace: "interval '3 hours'",
    by: "interval '2 hours'",
    killers: [[tests.purge, 'chats, from 3 hours']],
  },
  {
    rule: 'Receipts are purged after an hour, not before',
    replace: "interval '1 hour'",
    by: "interval '50 minutes'",
    killers: [[tests.purge, 'receipts, from an hour']],
  },
  {
    rule: 'Limits are purged a day after their newest call, whatever its place',
    replace: `
      and not exists (select from unnest(requests) as time where time > now() - interval '24 hours')`,
    by: '',
    killers: [[tests.purge, 'tokens, 24 hours']],
  },
  {
    rule: 'Limits are purged once a day has passed',
    replace: `sql\`\${lastCall} <= now() - interval '24 hours'`,
    by: `sql\`\${lastCall} <= now() - interval '26 hours'`,
    killers: [[tests.purge, 'tokens, 24 hours']],
  },
  {
    rule: 'The purge waits for nobody',
    replace: 'for update skip locked',
    by: 'for update',
    killers: [tests.purge],
  },
  {
    rule: 'The purge goes on while there is more',
    replace: 'more: deleted === most',
    by: 'more: false',
    killers: [[tests.purge, 'catches up']],
  },
]);
