import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/ask.ts', [
  {
    rule: 'A first answer counts though the second gave nothing',
    replace: 'throw charged(error);',
    by: 'throw error;',
    killers: [tests.aiSecondTry, tests.charges],
  },
  {
    rule: 'An answer out of form is asked for once more',
    replace: 'if (first.mismatch === undefined && isGood(first.answer)) return first.answer;',
    by: 'if (first.mismatch === undefined) return first.answer;',
    killers: [tests.aiSecondTry],
  },
]);
