import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/begin.ts', [
  {
    rule: 'A chat costs one call',
    replace: 'if (answers === 0 && !isStopped) counted',
    by: 'if (!isStopped) counted',
    killers: [[tests.chatState, 'costs one call']],
  },
  {
    rule: 'A question that could not be handed on leaves nothing',
    replace: 'const isCut = await cancelAnswer({ ...task, counted }, context, false);',
    by: 'const isCut = false;',
    killers: [[tests.chatFaults, 'when Lambda takes nothing']],
  },
]);
