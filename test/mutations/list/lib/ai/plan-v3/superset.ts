import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/superset.ts', [
  {
    rule: 'The last exercise is in no superset',
    replace: '{ ...exercise, supersetWithNext: false }',
    by: 'exercise',
    killers: [[tests.exercisesV3, 'is done in turns']],
  },
]);
