import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/limit-keys.ts', [
  {
    rule: "A limit's key is upper-case hex, as the C# backend's",
    replace: ".digest('hex').toUpperCase()",
    by: ".digest('hex')",
    killers: [tests.limitKeys, [tests.rateLimit, 'stores the hash']],
  },
  {
    rule: 'Both spellings of a Google token count',
    replace: `[token, \`\${GOOGLE_PRODUCT_ID}:\${splitPlayToken(token).purchaseToken}\`]`,
    by: '[token]',
    killers: [[tests.limitKeys, 'with and without the product']],
  },
]);
