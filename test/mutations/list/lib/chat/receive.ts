import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/receive.ts', [
  {
    rule: 'A chat that is over says so',
    replace: 'if (!(await end(context.userData, connectionId))) throw noChat();',
    by: 'await end(context.userData, connectionId);',
    killers: [[tests.chatClaims, 'is over']],
  },
]);
