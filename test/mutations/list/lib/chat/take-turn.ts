import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/take-turn.ts', [
  {
    rule: 'An answer that is being stopped is waited for',
    replace: 'rest.isStopping ? MAX_WAITS.stopping : MAX_WAITS.stop',
    by: 'rest.isStopping ? 0 : MAX_WAITS.stop',
    killers: [
      [tests.chatV2, 'starts over after a restart'],
      [tests.chatOrder, 'an introduction right behind the restart of a running answer'],
    ],
  },
]);
