import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/db/retry.ts', [
  {
    rule: 'A resuming cluster is waited for',
    replace: 'if (isResuming(failure)) return 500 + Math.random() * 500;',
    by: 'if (isResuming(failure)) return undefined;',
    killers: [[tests.resuming, 'is waited for by every call']],
  },
  {
    rule: 'A paused cluster says when it is back',
    replace: 'RETRY_WHEN_RESUMING = 30',
    by: 'RETRY_WHEN_RESUMING = 0',
    killers: [[tests.resuming, '503 with the seconds']],
  },
]);
