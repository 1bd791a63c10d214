import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/google.ts', [
  {
    rule: 'A pending purchase is not paid',
    replace: 'purchase.purchaseState === 0',
    by: 'purchase.purchaseState !== 1',
    killers: [[tests.google, 'a product']],
  },
  {
    rule: 'A cancelled subscription runs until it expires',
    replace: "items.some(({ expiryTime }) => Date.parse(expiryTime ?? '') > Date.now())",
    by: 'items.length > 0',
    killers: [[tests.google, 'a subscription']],
  },
  {
    rule: 'A subscription in its grace period runs',
    replace: `
    case 'SUBSCRIPTION_STATE_IN_GRACE_PERIOD':`,
    by: '',
    killers: [[tests.google, 'a subscription']],
  },
  {
    rule: 'A subscription is of the product that is named',
    replace: 'productId === undefined || item.productId === productId',
    by: 'true',
    killers: [[tests.google, 'a subscription']],
  },
  {
    rule: 'A revoked access token is renewed',
    replace: 'if (response.status !== 401) return response;',
    by: 'if (response.status !== 499) return response;',
    killers: [[tests.google, 'has revoked the access token']],
  },
  {
    rule: 'A purchase counts as its token alone',
    replace: 'purchaseToken, config, ask)) ? purchaseToken : undefined',
    by: 'purchaseToken, config, ask)) ? token : undefined',
    killers: [[tests.limitKeys, 'with and without the product']],
  },
]);
