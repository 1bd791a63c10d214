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
    rule: 'Words that were cut off stand',
    replace: 'const isGood = whole.has(answer) ||',
    by: 'const isGood = false && whole.has(answer) ||',
    killers: [tests.chatWords, tests.habits, [tests.chatFailures, 'breaks off']],
  },
  {
    rule: 'An empty answer is an error',
    replace: 'if (response === undefined) throw unusable',
    by: 'if (false) throw unusable',
    killers: [tests.chatFailures],
  },
]);
