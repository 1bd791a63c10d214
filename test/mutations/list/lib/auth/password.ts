import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/password.ts', [
  {
    rule: 'A digest that fits refuses a wrong password at once',
    replace: `if (comparison === 'different') return { isRight: false };
  `,
    by: '',
    killers: [[tests.passwordDigest, 'refuses any other at once']],
  },
  {
    rule: 'A right digest lets in at once',
    replace: "comparison === 'equal' || (await",
    by: "comparison === 'absent' && (await",
    killers: [[tests.passwordDigest, 'lets the right password in at once']],
  },
  {
    rule: 'A digest that is stored already is not stored again',
    replace: 'digest === stored.passwordDigest ? undefined : digest',
    by: 'digest',
    killers: [tests.passwordDigest],
  },
  {
    rule: 'Digests are made with the newest key',
    replace: 'makeDigest(password, stored, keys[0])',
    by: 'makeDigest(password, stored, keys.at(-1))',
    killers: [[tests.passwordDigest, 'made anew with the next write']],
  },
  {
    rule: 'A remembered password is of its stored hash',
    replace: `    .update(hashedPassword)
    .update('\\0')
`,
    by: '',
    killers: [[tests.passwords, 'has the same salt']],
  },
  {
    rule: 'A remembered password is of its salt',
    replace: `    .update(salt)
    .update('\\0')
`,
    by: '',
    killers: [[tests.passwords, 'when it has been changed']],
  },
  {
    rule: 'A remembered password is itself',
    replace: `
    .update(password)
    .digest`,
    by: `
    .digest`,
    killers: [[tests.passwords, 'a wrong password stays wrong'], tests.passwords],
  },
  {
    rule: 'A wrong password is not remembered',
    replace: 'if (isRight) verified.set',
    by: 'verified.set',
    killers: [[tests.passwords, 'a wrong password stays wrong']],
  },
]);
