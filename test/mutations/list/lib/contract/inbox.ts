import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/contract/inbox.ts', [
  {
    rule: 'A chunk of a message has 1,024 bytes at most',
    replace: 'list(bytes(0, 1_024), 1, 20)',
    by: 'list(bytes(0, 1_025), 1, 20)',
    killers: [tests.putInbox],
  },
  {
    rule: 'A message has 20 chunks at most',
    replace: 'list(bytes(0, 1_024), 1, 20)',
    by: 'list(bytes(0, 1_024), 1, 21)',
    killers: [tests.putInbox],
  },
]);
