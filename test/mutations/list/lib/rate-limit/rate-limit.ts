import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/rate-limit/rate-limit.ts', [
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
