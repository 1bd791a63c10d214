import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/connect.ts', [
  {
    rule: 'A client that has negotiated shows its token when it connects',
    replace: 'found === undefined && !hasNegotiated',
    by: 'found === undefined',
    killers: [tests.unpaidChats],
  },
]);
