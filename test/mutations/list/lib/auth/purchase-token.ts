import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/purchase-token.ts', [
  {
    rule: 'A header has a store and a token, and nothing else',
    replace: 'return rest.length === 0 ? toPurchaseToken(store, token) : undefined;',
    by: 'return toPurchaseToken(store, token);',
    killers: [tests.purchaseTokens],
  },
  {
    rule: `\`Bearer\` may stand before the store`,
    replace: `if (words[0]?.toLowerCase() === 'bearer') words.shift();
  `,
    by: '',
    killers: [tests.purchaseTokens],
  },
  {
    rule: 'A token is printable ASCII',
    replace: 'known !== undefined && /^[\\x21-\\x7e]+$/.test(token)',
    by: 'known !== undefined',
    killers: [tests.purchaseTokens, [tests.chatClaims, 'no token']],
  },
  {
    rule: 'A token that is not valid is refused',
    replace: 'if (id === undefined) throw invalidToken();',
    by: '',
    killers: [[tests.purchaseTokens, 'a Web key'], tests.purchaseTokens],
  },
]);
