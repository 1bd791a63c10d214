import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/cardio.ts', [
  {
    rule: 'A distance of nothing is no target',
    replace: "|| toDecimal(distance) === '0') return",
    by: ') return',
    killers: [[tests.exercisesV3, 'without a target']],
  },
  {
    rule: 'A time of nothing is no target',
    replace: 'seconds < 1',
    by: 'seconds < 0',
    killers: [[tests.exercisesV3, 'without a target']],
  },
  {
    rule: 'A unit of length that nobody knows is no target',
    replace: 'const knownUnit = unitOf(unit);',
    by: "const knownUnit = unitOf(unit) ?? 'metre';",
    killers: [[tests.exercisesV3, 'without a target']],
  },
  {
    rule: 'A distance is tracked where it is the target',
    replace: "target.type === 'distance')",
    by: 'false)',
    killers: [[tests.exercisesV3, 'tracks what its target is of']],
  },
  {
    rule: 'A time is tracked only where it is the target',
    replace: "target.type === 'time')",
    by: 'true)',
    killers: [[tests.exercisesV3, 'tracks what its target is of']],
  },
  {
    rule: 'Rests of cardio come in the form that the app reads',
    replace: 'restBetweenSets: normalizeRest(rest) }',
    by: 'restBetweenSets: rest as ReturnType<typeof normalizeRest> }',
    killers: [tests.exercisesV3, tests.arbitraryV3],
  },
  {
    rule: 'A time is at most a day',
    replace: 'Math.min(seconds, LIMITS.time)',
    by: 'seconds',
    killers: [tests.arbitraryV3, tests.exercisesV3],
  },
]);
