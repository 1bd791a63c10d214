import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/password-hash.ts', [
  {
    rule: 'Passwords are hashed as the C# backend does',
    replace: 'ITERATIONS = 350_000',
    by: 'ITERATIONS = 349_999',
    killers: [[tests.createUser, 'what the C# backend stores']],
  },
  {
    rule: 'A hash is upper-case hex',
    replace: "key.toString('hex').toUpperCase()",
    by: "key.toString('hex')",
    killers: [[tests.createUser, 'what the C# backend stores']],
  },
]);
