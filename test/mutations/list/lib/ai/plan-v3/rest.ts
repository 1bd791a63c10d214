import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/rest.ts', [
  {
    rule: 'A rest is at least as long as the one before it',
    replace: "Math.max(minRest, secondsOf(rests['maxRest']) ?? minRest * 2)",
    by: "secondsOf(rests['maxRest']) ?? minRest * 2",
    killers: [[tests.exercisesV3, 'rests PT3M']],
  },
  {
    rule: 'The rest after a failure is at least as long as the longest',
    replace: "Math.max(maxRest, secondsOf(rests['failureRest']) ?? maxRest)",
    by: "secondsOf(rests['failureRest']) ?? maxRest",
    killers: [[tests.exercisesV3, 'rests PT3M']],
  },
  {
    rule: 'A rest is at most a day',
    replace: 'maxRest: toDuration(Math.min(maxRest, LIMITS.time))',
    by: 'maxRest: toDuration(maxRest)',
    killers: [tests.arbitraryV3, tests.exercisesV3],
  },
]);
