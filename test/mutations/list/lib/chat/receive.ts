import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/receive.ts', [
  {
    rule: 'A chat that is over says so',
    replace: 'else if (!(await requestStop(context.userData, connectionId, sent))) throw noChat();',
    by: 'else await requestStop(context.userData, connectionId, sent);',
    killers: [[tests.chatClaims, 'is over']],
  },
]);
