import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const purchaseTokenMutations = mutationsOf('lib/auth/purchase-token.ts', [
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

export const tokenCacheMutations = mutationsOf('lib/auth/token-cache.ts', [
  {
    rule: 'A verified token is remembered for five minutes, not longer',
    replace: 'VERIFIED_FOR = 5 * 60_000',
    by: 'VERIFIED_FOR = 6 * 60_000',
    killers: [tests.tokenCache],
  },
  {
    rule: 'A refusal is remembered for five seconds, not longer',
    replace: 'REFUSED_FOR = 5_000',
    by: 'REFUSED_FOR = 6_000',
    killers: [tests.tokenCache],
  },
  {
    rule: 'A token is remembered with its store',
    replace: `.update(\`\${store} \${token}\`)`,
    by: `.update(\`\${token}\`)`,
    killers: [[tests.tokenCache, 'another token in another store']],
  },
  {
    rule: 'Checks of one token at once share one call',
    replace: 'if (known !== undefined) return known;',
    by: '',
    killers: [[tests.tokenCache, 'ask the store once']],
  },
  {
    rule: 'A failure is not remembered',
    replace: `
      .finally(() => running.delete(digest))`,
    by: '',
    killers: [[tests.tokenCache, 'is not remembered']],
  },
  {
    rule: 'A flood of made-up tokens pushes no verified one out',
    replace: 'const refused = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: REFUSED_FOR });',
    by: "const refused = { has: (key: string) => verified.get(key) === '', set: (key: string, _: true) => verified.set(key, '', { maxAge: REFUSED_FOR }) };",
    killers: [[tests.tokenCache, 'does not push a verified one out']],
  },
]);

export const limitKeyMutations = mutationsOf('lib/auth/limit-keys.ts', [
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

export const webKeyMutations = mutationsOf('lib/auth/stores/web.ts', [
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

export const base64Mutations = mutationsOf('lib/auth/stores/base64.ts', [
  {
    rule: 'A signature in a form that no encoder makes is refused',
    replace: 'Buffer.from(text, encoding).toString(encoding) === text',
    by: 'Buffer.from(text, encoding).length > 0',
    killers: [[tests.limitKeys, 'in a form that no encoder makes']],
  },
]);

export const appleTransactionMutations = mutationsOf('lib/auth/stores/apple-transaction.ts', [
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
    replace: 'isPaid ? originalTransactionId : undefined',
    by: 'isPaid ? transaction.transactionId : undefined',
    killers: [tests.limitKeys],
  },
]);

export const appleReceiptMutations = mutationsOf('lib/auth/stores/apple-receipt.ts', [
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

export const googleMutations = mutationsOf('lib/auth/stores/google.ts', [
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
    replace: 'if (answer.status !== 401) return answer;',
    by: 'if (answer.status !== 499) return answer;',
    killers: [[tests.google, 'has revoked the access token']],
  },
  {
    rule: 'A purchase counts as its token alone',
    replace: 'purchaseToken, config, ask)) ? purchaseToken : undefined',
    by: 'purchaseToken, config, ask)) ? token : undefined',
    killers: [[tests.limitKeys, 'with and without the product']],
  },
]);

export const revenueCatMutations = mutationsOf('lib/auth/stores/revenue-cat.ts', [
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

export const askStoreMutations = mutationsOf('lib/auth/stores/ask.ts', [
  {
    rule: 'A store that sends a call elsewhere is not followed',
    replace: "redirect: 'error'",
    by: "redirect: 'follow'",
    killers: [[tests.failingStores, 'is not followed']],
  },
  {
    rule: 'A store that fails once is asked once more',
    replace: `return await tryOnce(url, request);
  }
}`,
    by: `throw error;
  }
}`,
    killers: [tests.failingStores],
  },
  {
    rule: 'An id stays one segment of its path',
    replace: 'segments.map((segment) => encodeURIComponent(segment))',
    by: 'segments.map((segment) => segment)',
    killers: [
      [tests.google, 'stays in its place'],
      [tests.revenueCat, 'of any form'],
    ],
  },
]);
