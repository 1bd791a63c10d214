import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/weighted.ts', [
  {
    rule: 'Repetitions of a set are in order, the smaller one first',
    replace: 'return { min: Math.min(minimum, maximum), max: Math.max(minimum, maximum) };',
    by: 'return { min: minimum, max: maximum };',
    killers: [[tests.exercisesV3, 'in order']],
  },
  {
    rule: 'Without a largest number of repetitions, it is the smallest',
    replace: `?? minimum;
  return { min`,
    by: `?? LIMITS.reps;
  return { min`,
    killers: [[tests.exercisesV3, 'exact where there is no other end']],
  },
  {
    rule: 'An exercise without a set of any repetitions is left out',
    replace: 'if (plannedSets.length === 0) return undefined;',
    by: '',
    killers: [[tests.plansV3, 'keeps what can be read of it']],
  },
  {
    rule: 'A plan of version 1 has as many sets as it says',
    replace: '{ length: readWhole(sets, 1, LIMITS.sets) ?? 0 }',
    by: '{ length: 1 }',
    killers: [[tests.exercisesV3, 'may come as version 1 has it']],
  },
  {
    rule: 'An exercise has at most 50 sets',
    replace: '.slice(0, LIMITS.sets).flatMap((set) => {',
    by: '.flatMap((set) => {',
    killers: [[tests.exercisesV3, 'has at most 50 sets']],
  },
  {
    rule: 'The body is the resistance where a plan of version 1 says so',
    replace: "usesBodyweight === true ? 'bodyweight' : 'external'",
    by: "'external'",
    killers: [[tests.exercisesV3, 'may come as version 1']],
  },
  {
    rule: 'An exercise is in a superset only where the model says so',
    replace: "properties['supersetWithNext'] === true",
    by: 'true',
    killers: [
      [tests.exercisesV3, 'is sent as it is given'],
      [tests.exercisesV3, 'is done in turns'],
    ],
  },
]);
