import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/stores/apple-transaction.ts', [
  {
    rule: 'A revoked transaction is refused',
    replace: `
    revocationDate === undefined &&`,
    by: '',
    killers: [[tests.appleTransactions, 'refuses']],
  },
  {
    rule: 'An expired transaction is refused',
    replace: '(expiresDate === undefined || expiresDate > Date.now())',
    by: 'true',
    killers: [[tests.appleTransactions, 'refuses']],
  },
  {
    rule: 'A transaction is of the paid product',
    replace: `productId === config.APPLE_PRODUCT_ID &&
    revocation`,
    by: 'revocation',
    killers: [[tests.appleTransactions, 'refuses']],
  },
  {
    rule: 'A deployed stage takes no unsigned transactions',
    replace: 'isDeployed(config) ? [] : developerEnvironments',
    by: 'developerEnvironments',
    killers: [[tests.appleTransactions, 'on a laptop only']],
  },
  {
    rule: "A transaction's id is that of its first purchase",
    replace: 'isValid ? originalTransactionId : undefined',
    by: 'isValid ? transaction.transactionId : undefined',
    killers: [tests.limitKeys],
  },
]);
