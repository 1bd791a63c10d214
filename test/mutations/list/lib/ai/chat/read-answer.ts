import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/chat/read-answer.ts', [
  {
    rule: 'An answer is sent when it has grown only',
    replace: 'if (response === undefined || !isNew(response)) continue;',
    by: 'if (response === undefined) continue;',
    killers: [tests.chatWords, tests.plansV3, tests.pieces],
  },
  {
    rule: 'A plan that is whole stands, though what is around it is not',
    replace: 'whole.has(answer) || (error',
    by: '(error',
    killers: [[tests.plansV3, 'is whole where only the end of the answer is missing']],
  },
  {
    rule: 'Words that were cut off stand',
    replace: " || (error instanceof CutOffError && typeof answer === 'string')",
    by: '',
    killers: [[tests.chatWords, 'that were cut off stand']],
  },
]);
