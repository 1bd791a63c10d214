import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/truncate.ts', [
  {
    rule: 'A plan that is too large loses its notes first',
    replace: 'const bare = plan.blueprint.sessions.map(withoutNotes);',
    by: 'const bare = plan.blueprint.sessions;',
    killers: [[tests.plansV3, 'loses its notes first']],
  },
  {
    rule: 'A plan is at most 120,000 bytes',
    replace: 'const PLAN_BYTES = 120_000;',
    by: 'const PLAN_BYTES = 1_200_000;',
    killers: [[tests.plansV3, 'loses its notes first']],
  },
  {
    rule: 'What is left of a session ends without a superset',
    replace: 'having(of(...withoutOpenSuperset(exercises)))',
    by: 'having(of(...exercises))',
    killers: [[tests.plansV3, 'the last one is done by itself']],
  },
]);
