import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/progression.ts', [
  {
    rule: 'An exercise without resistance has no rule of load',
    replace: "if (axis === 'load' && resistance === 'none') return undefined;",
    by: '',
    killers: [[tests.exercisesV3, 'with resistance none']],
  },
  {
    rule: 'A rule whose ceiling the target has reached is left out',
    replace: 'top <= highest',
    by: 'top < highest',
    killers: [[tests.exercisesV3, 'has no rule whose ceiling']],
  },
  {
    rule: 'A ceiling is compared with the highest set',
    replace: 'Math.max(...plannedSets',
    by: 'Math.min(...plannedSets',
    killers: [tests.exercisesV3, tests.arbitraryV3],
  },
  {
    rule: 'A rule resets only at a ceiling',
    replace: "...(top !== undefined && onCeiling === 'reset' && { onCeiling }),",
    by: "...(onCeiling === 'reset' && { onCeiling }),",
    killers: [[tests.exercisesV3, 'nothing to reset at']],
  },
  {
    rule: 'A step of nothing is no rule',
    replace: 'return rounded > 0 ? rounded : undefined;',
    by: 'return rounded;',
    killers: [[tests.exercisesV3, 'no step']],
  },
  {
    rule: 'A step of repetitions is whole',
    replace: "axis === 'reps' ? Math.round(amount) :",
    by: "axis === 'none' ? 0 :",
    killers: [[tests.exercisesV3, 'half a repetition']],
  },
  {
    rule: 'A pick that the app does not know is all',
    replace: "known ?? 'all'",
    by: "known ?? 'first'",
    killers: [[tests.exercisesV3, 'another pick']],
  },
  {
    rule: 'An axis that the app does not know is no rule',
    replace: "if (axis !== 'reps' && axis !== 'load') return undefined;",
    by: "if (axis !== 'reps') return normalizeRule({ axis: 'reps', step, scope, ceiling, onCeiling }, { plannedSets, resistance });",
    killers: [[tests.exercisesV3, 'another axis'], tests.exercisesV3],
  },
  {
    rule: 'An exercise has at most five rules',
    replace: '.slice(0, LIMITS.rules)',
    by: '',
    killers: [[tests.exercisesV3, 'has at most 50 sets']],
  },
]);
