import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/apple-receipt.ts', [
  {
    rule: "The sandbox's receipts are asked there",
    replace: 'FROM_SANDBOX = 21_007',
    by: 'FROM_SANDBOX = 21_008',
    killers: [[tests.appleReceipts, 'asks the sandbox']],
  },
  {
    rule: 'A receipt is of this app',
    replace: '(receipt.bundle_id ?? receipt.bid) !== config.APPLE_BUNDLE_ID',
    by: 'false',
    killers: [[tests.appleReceipts, 'refuses']],
  },
  {
    rule: 'A receipt holds the paid product',
    replace: `item.product_id === config.APPLE_PRODUCT_ID &&
        `,
    by: '',
    killers: [[tests.appleReceipts, 'refuses']],
  },
  {
    rule: 'A cancelled purchase is refused',
    replace: `!cancelled.has(item.transaction_id) &&
        `,
    by: '',
    killers: [[tests.appleReceipts, 'refuses']],
  },
  {
    rule: 'An expired purchase is refused',
    replace: '(item.expires_date_ms == null || item.expires_date_ms > Date.now())',
    by: 'true',
    killers: [[tests.appleReceipts, 'refuses']],
  },
  {
    rule: 'A receipt counts as its oldest purchase',
    replace: 'a.length - b.length || a.localeCompare(b)',
    by: 'b.length - a.length || b.localeCompare(a)',
    killers: [[tests.limitKeys, 'the oldest that holds']],
  },
]);
