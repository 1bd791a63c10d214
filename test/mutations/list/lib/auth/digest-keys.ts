import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/digest-keys.ts', [
  {
    rule: 'The newest key comes first',
    replace: 'b.version - a.version',
    by: 'a.version - b.version',
    killers: [[tests.digestKeys, 'newest key comes first']],
  },
  {
    rule: 'A key that is short is refused',
    replace: 'key.length >= MIN_LENGTH',
    by: 'key.length > 0',
    killers: [tests.digestKeys],
  },
  {
    rule: "A key's version is a number from 1 on",
    replace: 'Number.isSafeInteger(version) && version > 0',
    by: 'Number.isSafeInteger(version)',
    killers: [tests.digestKeys],
  },
]);
