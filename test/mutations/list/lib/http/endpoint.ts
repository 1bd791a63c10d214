import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/http/endpoint.ts', [
  {
    rule: 'A call with a bad body is not counted',
    replace: '[purchaseToken(), parse(route), serialize(route), rateLimit(route)]',
    by: '[purchaseToken(), rateLimit(route), parse(route), serialize(route)]',
    killers: [[tests.rateLimit, 'counts nothing for a bad body']],
  },
  {
    rule: 'A call with a bad token learns nothing of its body',
    replace: '[purchaseToken(), parse(route), serialize(route), rateLimit(route)]',
    by: '[parse(route), purchaseToken(), serialize(route), rateLimit(route)]',
    killers: [[tests.rateLimit, 'counts nothing for a bad body']],
  },
]);
