import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/plan-reader.ts', [
  {
    rule: 'An exercise is shown when it is complete',
    replace: '|| !isWhole(value)) return [];',
    by: ') return [];',
    killers: [[tests.plansV3, 'grows by letters']],
  },
  {
    rule: 'A plan without a name is not shown',
    replace: "if (texts.name.trim() === '') return undefined;",
    by: '',
    killers: [tests.plansV3, tests.arbitraryV3],
  },
  {
    rule: 'A session without a name is not shown',
    replace: "drafts.filter(({ name }) => name.trim() !== '')",
    by: 'drafts',
    killers: [tests.plansV3, tests.arbitraryV3],
  },
  {
    rule: 'A plan without exercises is none',
    replace: 'if (drafts.every(({ exercises }) => exercises.length === 0)) return undefined;',
    by: '',
    killers: [tests.plansV3],
  },
]);
