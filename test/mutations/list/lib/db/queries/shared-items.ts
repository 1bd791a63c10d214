import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/shared-items.ts', [
  {
    rule: 'An expired shared item is gone',
    replace: `
    .where('expiry', '>', sql<string>\`now()\`)`,
    by: '',
    killers: [[tests.getSharedItem, 'is gone once expired']],
  },
  {
    rule: "A shared item shows its owner's key",
    replace: "'users.id', 'shared_items.user_id')",
    by: "'users.id', 'users.id')",
    killers: [[tests.getSharedItem, "owner's public key"]],
  },
  {
    rule: 'A cache keeps a shared item no longer than it lives',
    replace: `sql<number>\`floor(`,
    by: `sql<number>\`10 + floor(`,
    killers: [tests.getSharedItem],
  },
]);
