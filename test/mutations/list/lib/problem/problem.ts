import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/problem/problem.ts', [
  {
    rule: 'A problem that passes says when to try again',
    replace: "{ 'retry-after': String(retryAfter) }",
    by: '{}',
    killers: [[tests.rateLimit, 'when the database is down']],
  },
  {
    rule: 'A problem that cost nothing is not charged',
    replace: 'isCharged = false }',
    by: 'isCharged = true }',
    killers: [[tests.aiCalls, 'and costs nothing']],
  },
  {
    rule: 'A problem lists its field errors',
    replace: 'requestId, errors: this.errors });',
    by: 'requestId, errors: undefined });',
    killers: [[tests.getEvents, 'all faults of all entries']],
  },
  {
    rule: 'A wrong password is a 401',
    replace: "new Problem(401, 'The password is wrong.')",
    by: "new Problem(403, 'The password is wrong.')",
    killers: [[tests.getInbox, 'a wrong password removes nothing']],
  },
]);
