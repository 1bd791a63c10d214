import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/contract/user.ts', [
  {
    rule: 'A plan has 15 KiB at most',
    replace: 'bytes(0, 15 * KIB)',
    by: 'bytes(0, 15 * KIB + 1)',
    killers: [tests.putUser],
  },
  {
    rule: 'A picture has 2,000 KiB at most',
    replace: 'bytes(0, 2_000 * KIB)',
    by: 'bytes(0, 1_999 * KIB)',
    killers: [tests.putUser, tests.users],
  },
  {
    rule: 'A key has 4 KiB at most',
    replace: 'rsaPublicKey: bytes(0, 4 * KIB)',
    by: 'rsaPublicKey: bytes(0, 5 * KIB)',
    killers: [tests.putUser],
  },
  {
    rule: '200 users are read at once at most',
    replace: 'ids: list(uuid, 1, 200)',
    by: 'ids: list(uuid, 1, 201)',
    killers: [[tests.getUsers, 'takes 1 to 200']],
  },
]);
