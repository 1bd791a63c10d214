import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/normalize.ts', [
  {
    rule: 'A link stays only if the person gave it',
    replace: "isLink(link) && isGiven(link) ? link : ''",
    by: "isLink(link) ? link : ''",
    killers: [[tests.exercisesV3, 'that nobody gave']],
  },
  {
    rule: 'A link is an address of the web',
    replace: "isLink(link) && isGiven(link) ? link : ''",
    by: "isGiven(link) ? link : ''",
    killers: [[tests.exercisesV3, 'that is no address']],
  },
  {
    rule: 'An exercise without a name is left out',
    replace: "if (name.trim() === '') return undefined;",
    by: '',
    killers: [tests.plansV3, tests.arbitraryV3],
  },
  {
    rule: 'An exercise keeps its name to the letter',
    replace: "clean(readText(properties['name']), LIMITS.exerciseName)",
    by: "clean(readText(properties['name']).trim(), LIMITS.exerciseName)",
    killers: [[tests.exercisesV3, 'the name stays to the letter']],
  },
  {
    rule: 'A session has at most 50 exercises',
    replace: 'exercises.slice(0, LIMITS.exercises)',
    by: 'exercises',
    killers: [[tests.plansV3, 'has at most 50 sessions']],
  },
  {
    rule: 'A plan of the app is read from its blueprint',
    replace: "sessions: readList(sessions ?? inner['sessions']) ?? []",
    by: 'sessions: readList(sessions) ?? []',
    killers: [[tests.plansV3, 'as the app has it']],
  },
]);
