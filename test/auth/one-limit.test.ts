import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppleChain, mintAppleChain } from '../support/stores/apple-chain.ts';
import { type GooglePlay, startGooglePlay } from '../support/stores/google-play.ts';
import { type MeteredCall, meteredCall } from '../support/stores/metered-call.ts';
import { type ScriptedService, startScriptedService } from '../support/stores/scripted-service.ts';

let apple: AppleChain;
let google: GooglePlay;
let receipts: ScriptedService;
let revenueCat: ScriptedService;
let call: MeteredCall;
beforeAll(async () => {
  [apple, google, receipts, revenueCat] = await Promise.all([
    mintAppleChain(),
    startGooglePlay(),
    startScriptedService(),
    startScriptedService(),
  ]);
  call = meteredCall({
    config: {
      STAGE: 'prod',
      APPLE_RECEIPT_URL: receipts.url,
      GOOGLE_BASE_URL: google.url,
      REVENUECAT_BASE_URL: revenueCat.url,
    },
    secrets: {
      APPLE_ROOT_CERTIFICATES: apple.root,
      GOOGLE_APPLICATION_CREDENTIALS: google.credentials,
      REVENUECAT_API_KEY: 'sk_test',
    },
  });
});
afterAll(() => Promise.all([google, receipts, revenueCat].map((service) => service.stop())));

const keyOf = (id: string) => createHash('sha256').update(id).digest('hex').toUpperCase();

const ORIGINAL = '2000000123456789';
const transaction = (given: object = {}) => ({
  transactionId: ORIGINAL,
  originalTransactionId: ORIGINAL,
  bundleId: 'com.limajuice.liftlog',
  productId: 'pro',
  signedDate: Date.now(),
  environment: 'Production',
  ...given,
});

describe("a purchase of Apple's has the key of its original transaction", () => {
  it('whenever it was signed, restored and renewed', async () => {
    const tokens = [
      apple.signTransaction(transaction()),
      apple.signTransaction(transaction({ signedDate: Date.now() - 1_000 })),
      apple.signTransaction(transaction({ transactionId: '2000000999999999' })),
    ];
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) {
      expect((await call(`Apple ${token}`)).body).toEqual({
        store: 'Apple',
        key: keyOf(ORIGINAL),
        formerKeys: [keyOf(token)],
      });
    }
  });

  it('with its signature mirrored, which Apple may have sent as well', async () => {
    const token = apple.signTransaction(transaction());
    const mirrored = mirror(token);
    expect(mirrored).not.toBe(token);
    const [first, second] = [await call(`Apple ${token}`), await call(`Apple ${mirrored}`)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.key).toBe(first.body.key);
  });

  it('in a receipt', async () => {
    const receipt = Buffer.from('a receipt').toString('base64');
    const bought = { product_id: 'pro', transaction_id: '1', original_transaction_id: ORIGINAL };
    receipts.script({
      json: { status: 0, receipt: { bundle_id: 'com.limajuice.liftlog', in_app: [bought] } },
    });
    expect((await call(`Apple ${receipt}`)).body).toMatchObject({
      key: keyOf(ORIGINAL),
      formerKeys: [keyOf(receipt)],
    });
  });

  it('the oldest that holds, of several in a receipt, in whatever order', async () => {
    const item = (id: string, given: object = {}) => ({
      product_id: 'pro',
      transaction_id: `${id}1`,
      original_transaction_id: id,
      ...given,
    });
    const items = [
      item('70', { cancellation_date_ms: '1' }),
      item('80', { expires_date_ms: '1' }),
      item('90', { product_id: 'tip' }),
      item('1000'),
      item('200'),
    ];
    for (const in_app of [items, items.toReversed()]) {
      const receipt = Buffer.from(`receipt ${in_app[0]?.transaction_id}`).toString('base64');
      receipts.script({ json: { status: 0, receipt: { bundle_id: 'com.limajuice.liftlog', in_app } } });
      expect((await call(`Apple ${receipt}`)).body.key).toBe(keyOf('200'));
    }
  });

  it('and is none without one', async () => {
    const token = apple.signTransaction(transaction({ originalTransactionId: undefined }));
    expect((await call(`Apple ${token}`)).status).toBe(401);
  });
});

describe('a token in a form that no encoder makes is refused', () => {
  it('all other spellings of the last character of a signature', async () => {
    const token = apple.signTransaction(transaction());
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = Array.from(alphabet)
      .map((last) => `${token.slice(0, -1)}${last}`)
      .filter((spelling) => decoded(spelling) === decoded(token));
    expect(spellings).toHaveLength(16);
    const statuses = await Promise.all(
      spellings.map(async (spelling) => [spelling === token, (await call(`Apple ${spelling}`)).status]),
    );
    expect(statuses.filter(([, status]) => status === 200)).toEqual([[true, 200]]);
  });

  it.each(['=', '==', '.', '!', 'A'])('a signed transaction with %j behind it', async (end) => {
    expect((await call(`Apple ${apple.signTransaction(transaction())}${end}`)).status).toBe(401);
  });

  it('a signature in the other base64', async () => {
    const [header, payload, signature = ''] = apple.signTransaction(transaction()).split('.');
    const padded = Buffer.from(signature, 'base64url').toString('base64');
    expect((await call(`Apple ${header}.${payload}.${padded}`)).status).toBe(401);
  });

  it.each(['YQ', 'YR==', 'YQ=', '_-8=', 'YQ==YQ=='])(
    'a receipt %s, of which Apple is not asked',
    async (text) => {
      receipts.script({ json: { status: 0 } });
      expect((await call(`Apple ${text}`)).status).toBe(401);
      expect(receipts.calls).toHaveLength(0);
    },
  );
});

describe("a token of Google's has the key of the purchase token alone", () => {
  it('with and without the product before it, and the calls of both count', async () => {
    google.script({ 'products/pro/tokens/tok': { json: { purchaseState: 0 } } });
    const keys = { store: 'Google', key: keyOf('tok'), formerKeys: [keyOf('pro:tok')] };
    expect((await call('Google tok')).body).toEqual(keys);
    expect((await call('Google pro:tok')).body).toEqual(keys);
  });

  it('of a subscription too', async () => {
    const item = { productId: 'monthly', expiryTime: '2999-01-01T00:00:00Z' };
    google.script({
      'subscriptionsv2/tokens/sub': {
        json: { subscriptionState: 'SUBSCRIPTION_STATE_ACTIVE', lineItems: [item] },
      },
    });
    const named = await call('Google monthly:sub');
    expect(named.body).toMatchObject({ key: keyOf('sub') });
    expect(named.body.formerKeys).toContain(keyOf('monthly:sub'));
    expect((await call('Google sub')).body.key).toBe(keyOf('sub'));
  });
});

it("a customer of RevenueCat's has the key of their id, as the C# backend counts", async () => {
  revenueCat.script({ json: { subscriber: { entitlements: { pro: { expires_date: null } } } } });
  const id = '$RCAnonymousID:0123456789abcdef0123456789abcdef';
  expect((await call(`RevenueCat ${id}`)).body).toEqual({
    store: 'RevenueCat',
    key: keyOf(id),
    formerKeys: [],
  });
});

const decoded = (jws: string) => Buffer.from(jws.split('.')[2] ?? '', 'base64url').toString('hex');

/** Makes (r, n − s) of a signature (r, s), for the order n of P-256. */
function mirror(jws: string): string {
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const [header, payload, signature = ''] = jws.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.toString('hex', 32)}`);
  bytes.write((n - s).toString(16).padStart(64, '0'), 32, 'hex');
  return `${header}.${payload}.${bytes.toString('base64url')}`;
}
