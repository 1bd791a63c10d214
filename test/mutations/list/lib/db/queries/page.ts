import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/page.ts', [
  {
    rule: 'A page fits a result of the Data API',
    replace: 'PAGE_BYTES = 600_000',
    by: 'PAGE_BYTES = 900_000',
    killers: [[tests.feed, 'the largest that any release']],
  },
]);
