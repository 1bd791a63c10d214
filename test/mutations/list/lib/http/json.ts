import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/http/json.ts', [
  {
    rule: 'A body that is not UTF-8 is refused',
    replace: `if (text.includes(REPLACEMENT)) throw notJson('The request body is not UTF-8.');
  `,
    by: '',
    killers: [[tests.conventions, 'refuses bytes that are no UTF-8']],
  },
  {
    rule: 'A comment is no JSON',
    replace: 'disallowComments: true',
    by: 'disallowComments: false',
    killers: [[tests.conventions, 'accepts trailing commas']],
  },
  {
    rule: 'A trailing comma is accepted',
    replace: 'allowTrailingComma: true',
    by: 'allowTrailingComma: false',
    killers: [[tests.conventions, 'accepts trailing commas']],
  },
]);
