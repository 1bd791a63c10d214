import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/base64.ts', [
  {
    rule: 'A signature in a form that no encoder makes is refused',
    replace: 'Buffer.from(text, encoding).toString(encoding) === text',
    by: 'Buffer.from(text, encoding).length > 0',
    killers: [[tests.limitKeys, 'in a form that no encoder makes']],
  },
]);
