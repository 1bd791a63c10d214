import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/plan-v3/values.ts', [
  {
    rule: 'A number may have a comma',
    replace: "Number(digits.replace(',', '.'))",
    by: 'Number(digits)',
    killers: [[tests.exercisesV3, 'a comma']],
  },
  {
    rule: 'A duration of hours, minutes and seconds has all three',
    replace: '(count(days) * 24 + count(hours)) * 60',
    by: 'count(hours) * 60',
    killers: [tests.exercisesV3],
  },
  {
    rule: 'A time in minutes is sixty times as long',
    replace: '/i, 60],',
    by: '/i, 1],',
    killers: [[tests.exercisesV3, 'rests 90']],
  },
  {
    rule: 'Minutes of a duration stop at 60',
    replace: 'Math.floor(seconds / 60) % 60',
    by: 'Math.floor(seconds / 60)',
    killers: [tests.exercisesV3],
  },
  {
    rule: 'A duration of nothing has seconds',
    replace: "text || '0S'",
    by: 'text',
    killers: [[tests.exercisesV3, 'rests PT0S']],
  },
  {
    rule: 'Decimals have thousandths',
    replace: 'String(Math.round(value * 1_000) / 1_000)',
    by: 'String(value)',
    killers: [tests.arbitraryV3, tests.exercisesV3],
  },
  {
    rule: 'A text is never cut within a character',
    replace: "withoutHalf(withoutHalf(text).toWellFormed().replaceAll('\\0', '').slice(0, length))",
    by: "withoutHalf(text).toWellFormed().replaceAll('\\0', '').slice(0, length)",
    killers: [tests.arbitraryV3, tests.exercisesV3],
  },
  {
    rule: 'A text has nothing that no database holds',
    replace: ".replaceAll('\\0', '').slice(0, length)",
    by: '.slice(0, length)',
    killers: [tests.arbitraryV3, tests.exercisesV3],
  },
]);
