import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/turn.ts', [
  {
    rule: 'A plan is remembered in 48,000 bytes',
    replace: 'const PLAN_BYTES = 48_000;',
    by: 'const PLAN_BYTES = 480_000;',
    killers: [[tests.plansV3, 'is remembered in a size']],
  },
  {
    rule: 'What is remembered of a rule is what the model is asked for',
    replace: '({ trigger: _trigger, ...rule }) => ({',
    by: '({ ...rule }) => ({',
    killers: [[tests.plansV3, 'is the answer as the model is asked for it']],
  },
]);
