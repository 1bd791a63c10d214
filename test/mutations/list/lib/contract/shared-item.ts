import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/contract/shared-item.ts', [
  {
    rule: 'A shared item has 20 KiB at most',
    replace: 'bytes(0, 20 * 1024)',
    by: 'bytes(0, 20 * 1024 + 1)',
    killers: [tests.createSharedItem],
  },
  {
    rule: "A shared item's IV has exactly 16 bytes",
    replace: 'bytes(16, 16)',
    by: 'bytes(15, 16)',
    killers: [tests.createSharedItem],
  },
]);
