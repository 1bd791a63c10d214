import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/cancel-answer.ts', [
  {
    rule: 'A chat whose answer cost tokens is not given back',
    replace: 'if (isFree && counted',
    by: 'if (counted',
    killers: [[tests.chatFaults, 'has cost tokens, and counts when the model refuses']],
  },
]);
