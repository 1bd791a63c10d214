import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/web.ts', [
  {
    rule: 'A web key that is not the key is refused',
    replace: 'return isKey ? token : undefined;',
    by: 'return token;',
    killers: [[tests.purchaseTokens, 'a Web key'], tests.purchaseTokens],
  },
  {
    rule: 'With no web key set, none is right',
    replace: 'WEB_AUTH_API_KEY !== undefined && timingSafeEqual(digest(token), digest(WEB_AUTH_API_KEY))',
    by: 'timingSafeEqual(digest(token), digest(String(WEB_AUTH_API_KEY)))',
    killers: [[tests.purchaseTokens, 'is refused when none is set']],
  },
  {
    rule: 'The web key is compared in constant time',
    replace: 'timingSafeEqual(digest(token), digest(WEB_AUTH_API_KEY))',
    by: 'token === WEB_AUTH_API_KEY',
    killers: [tests.purchaseTokens],
    equal:
      "The verdict is the same: what differs is how long a wrong one takes, by less than a request's own noise.",
  },
]);
