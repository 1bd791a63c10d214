import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/problem/to-problem.ts', [
  {
    rule: 'What went wrong on our side is not told',
    replace: "new Problem(500, 'Something went wrong on our side.')",
    by: 'new Problem(500, String(error))',
    killers: [tests.lastingFaults],
  },
  {
    rule: 'A database that is away is a 503, with the time to wait',
    replace: "Try again later.', { retryAfter });",
    by: "Try again later.');",
    killers: [tests.resuming, tests.lastingFaults],
  },
]);
