import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/http/validate.ts', [
  {
    rule: "A fault's path is no longer than its names may be",
    replace: '.slice(0, 50)',
    by: '.slice(0)',
    killers: [[tests.aiCalls, 'quotes no more than the start of a name']],
  },
]);
