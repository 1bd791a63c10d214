import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/streams/users.ts', [
  {
    rule: 'A picture that was replaced meanwhile breaks the answer off',
    replace: '|| next.pictureVersion !== version',
    by: '',
    killers: [[tests.brokenOff, 'replaced']],
  },
  {
    rule: 'A user whom nobody knows is a 404',
    replace: "if (!isKnown) throw notFound('user');",
    by: '',
    killers: [tests.getUser],
  },
  {
    rule: 'An empty picture is not none',
    replace: 'if (chunks === null) return',
    by: 'if (chunks === null || chunks === 0) return',
    killers: [[tests.getUser, 'empty is not absent']],
  },
]);
