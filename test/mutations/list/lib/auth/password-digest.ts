import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/password-digest.ts', [
  {
    rule: 'A digest is of the stored hash',
    replace: "['row', hashedPassword, salt]",
    by: "['row', salt]",
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'A digest is of the stored salt',
    replace: "['row', hashedPassword, salt]",
    by: "['row', hashedPassword]",
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'A digest is of the password',
    replace: "['password', hashedPassword, salt, password]",
    by: "['password', hashedPassword, salt]",
    killers: [[tests.passwordDigest, 'a digest that fits its row']],
  },
  {
    rule: "A digest's key is found by its version",
    replace: 'String(candidate.version) === version',
    by: 'version !== undefined',
    killers: [[tests.passwordDigest, 'keys']],
  },
  {
    rule: 'A password that a person chose gets no digest',
    replace: ' || !SERVER_MADE.test(password)',
    by: '',
    killers: [[tests.passwordDigest, 'may have chosen']],
  },
  {
    rule: 'A digest of another row tells nothing',
    replace: '|| !isEqual(row, rowPart(stored, key))',
    by: '',
    killers: [[tests.passwordDigest, 'counts for its row only']],
  },
  {
    rule: 'Digests are compared in constant time',
    replace: "timingSafeEqual(Buffer.from(part, 'base64'), expected)",
    by: "Buffer.from(part, 'base64').equals(expected)",
    killers: [[tests.passwordDigest, 'fits its row']],
    equal:
      "The verdict is the same: what differs is how long a wrong one takes, by less than a request's own noise.",
  },
  {
    rule: "Parts of a digest can't run into each other",
    replace: `mac.update(\`\${Buffer.byteLength(part)}:\`).update(part)`,
    by: 'mac.update(part)',
    killers: [[tests.passwordDigest, 'a digest that fits its row']],
  },
]);
