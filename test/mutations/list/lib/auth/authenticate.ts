import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/authenticate.ts', [
  {
    rule: 'A wrong password is refused',
    replace: `if (!isRight) throw wrongPassword();
  `,
    by: '',
    killers: [tests.otherUsers],
  },
]);
