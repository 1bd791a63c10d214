import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/watch.ts', [
  {
    rule: 'A stop is noticed within two seconds',
    replace: 'POLL_INTERVAL = 1_000',
    by: 'POLL_INTERVAL = 4_000',
    killers: [[tests.chatState, 'when the client stops it']],
  },
  {
    rule: 'An answer counts from its first words on',
    replace: 'await keepAnswering(db, answer, hasBegun)',
    by: 'await keepAnswering(db, answer, false)',
    killers: [[tests.chatFaults, 'when its function dies after']],
  },
]);
