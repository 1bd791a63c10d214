import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/ai/chat/stream-answer.ts', [
  {
    rule: 'A conversation that is longer than a model takes in loses its oldest turns',
    replace: 'return room < 0 && index < turns.length - 1;',
    by: 'return false;',
    killers: [[tests.chatRequest, 'as many of the newest']],
  },
  {
    rule: 'The last turn is sent however long it is',
    replace: 'room < 0 && index < turns.length - 1',
    by: 'room < 0',
    killers: [[tests.chatRequest, 'however long it is']],
  },
]);
