import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/find-object.ts', [
  {
    rule: 'An object within a thought is no answer',
    replace: '(thought === -1 || from + object < thought)',
    by: 'true',
    killers: [[tests.habits, 'never show a thought'], tests.habits],
  },
  {
    rule: 'A thought without its opening tag is taken off',
    replace: ".replace(/^.*<\\/think>/s, '')",
    by: '',
    killers: [tests.habits],
  },
  {
    rule: 'What may become a thought is not shown',
    replace: "isWhole ? words : words.replace(/<\\w{0,5}$/, '')",
    by: 'words',
    killers: [[tests.habits, 'wherever it is cut']],
  },
]);
