import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/revenue-cat.ts', [
  {
    rule: 'A customer has the paid entitlement',
    replace: 'id === entitlementId && (end',
    by: '(end',
    killers: [[tests.revenueCat, 'version 2']],
  },
  {
    rule: 'An expired entitlement is none',
    replace: '(end == null || end > Date.now())',
    by: 'true',
    killers: [[tests.revenueCat, 'version 2']],
  },
  {
    rule: 'An expired entitlement is none in version 1',
    replace: 'date != null && Date.parse(date) > Date.now()',
    by: 'date != null',
    killers: [[tests.revenueCat, 'version 1']],
  },
  {
    rule: 'A grace period counts',
    replace: '[end, graceEnd].some',
    by: '[end].some',
    killers: [[tests.revenueCat, 'version 1']],
  },
  {
    rule: 'An id that would be another path is not asked',
    replace: `if (!isPathSegment(appUserId)) return undefined;
  `,
    by: '',
    killers: [[tests.revenueCat, 'which would be another path']],
  },
]);
