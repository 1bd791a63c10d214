import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/writing-user.ts', [
  {
    rule: 'A user who is being deleted gets nothing more',
    replace: ` for key share\``,
    by: `\``,
    killers: [tests.deletedMeanwhile, tests.locks],
  },
  {
    rule: 'A digest is written to its own user',
    replace: `where id = \${uuid(userId)} returning id\``,
    by: `where true returning id\``,
    killers: [[tests.passwordDigest, 'and written to no other user']],
  },
]);
