import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/purge.ts', [
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
    replace: 'more: deleted === limit',
    by: 'more: false',
    killers: [[tests.purge, 'catches up']],
  },
]);
