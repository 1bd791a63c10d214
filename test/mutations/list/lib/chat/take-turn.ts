import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/take-turn.ts', [
  {
    rule: 'An answer that is being stopped is waited for',
    replace: 'rest.isStopping ? MAX_WAITS.stopping : MAX_WAITS.stop',
    by: 'rest.isStopping ? 0 : MAX_WAITS.stop',
    killers: [
      [tests.chatSignalR, 'starts over right after'],
      [tests.chatFaults, 'is given up by'],
    ],
  },
]);
