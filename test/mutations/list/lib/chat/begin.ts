import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/begin.ts', [
  {
    rule: 'A chat costs one call',
    replace: 'if (answers === 0) counted',
    by: 'if (answers >= 0) counted',
    killers: [[tests.chatState, 'costs one call']],
  },
  {
    rule: 'A question that could not be handed on leaves nothing',
    replace: '    await cancelAnswer({ ...answer,',
    by: '    if (Date.now() < 0) await cancelAnswer({ ...answer,',
    killers: [[tests.chatFaults, 'when Lambda takes nothing']],
  },
  {
    rule: 'An answer that is being stopped is waited for',
    replace: 'beginning?.isStopping === true',
    by: 'beginning?.isFull === true',
    killers: [
      [tests.chatSignalR, 'starts over right after'],
      [tests.chatFaults, 'is given up by'],
    ],
  },
]);
