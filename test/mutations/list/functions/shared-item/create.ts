import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('functions/shared-item/create.ts', [
  {
    rule: 'An unknown user is no 404 where an item is shared',
    replace: 'body.password, wrongPassword)',
    by: 'body.password)',
    killers: [[tests.createSharedItem, 'an unknown user is a 401']],
  },
]);
