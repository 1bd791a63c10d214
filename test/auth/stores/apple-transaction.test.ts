import { beforeAll, describe, expect, it } from 'vitest';
import { type AppleChain, mintAppleChain } from '../../support/stores/apple-chain.ts';
import { meteredCall } from '../../support/stores/metered-call.ts';

const DAY = 86_400_000;

let apple: AppleChain;
beforeAll(async () => {
  apple = await mintAppleChain();
});

/** The App Store's transaction for a purchase, with some fields replaced. */
const transaction = (given: object = {}) => ({
  transactionId: '2000000123456789',
  originalTransactionId: '2000000123456789',
  bundleId: 'com.limajuice.liftlog',
  productId: 'pro',
  type: 'Non-Consumable',
  inAppOwnershipType: 'PURCHASED',
  purchaseDate: Date.now() - DAY,
  signedDate: Date.now() - 1_000,
  environment: 'Production',
  ...given,
});

const deployed = { STAGE: 'prod' };

const statusOf = async (jws: string, config: object = deployed, roots = apple.root) => {
  const call = meteredCall({ config, secrets: { APPLE_ROOT_CERTIFICATES: roots } });
  return (await call(`Apple ${jws}`)).status;
};

describe('passes', () => {
  it.each([
    ['a purchase', {}],
    ['a purchase in the sandbox, as by testers', { environment: 'Sandbox' }],
    ['a subscription that runs', { type: 'Auto-Renewable Subscription', expiresDate: Date.now() + DAY }],
    ['a purchase shared in the family', { inAppOwnershipType: 'FAMILY_SHARED' }],
    ['a purchase signed long ago, when its certificates were valid', { signedDate: Date.now() - 10 * DAY }],
  ])('%s', async (_, given) => {
    expect(await statusOf(apple.signTransaction(transaction(given)))).toBe(200);
  });

  it('what any of several roots signed', async () => {
    const other = await mintAppleChain();
    const roots = `${other.root}\n${apple.root}\n`;
    expect(await statusOf(apple.signTransaction(transaction()), deployed, roots)).toBe(200);
  });

  it('another app and product, when they are set', async () => {
    const jws = apple.signTransaction(transaction({ bundleId: 'org.example.app', productId: 'gold' }));
    const config = { ...deployed, APPLE_BUNDLE_ID: 'org.example.app', APPLE_PRODUCT_ID: 'gold' };
    expect(await statusOf(jws, config)).toBe(200);
  });
});

describe('refuses', () => {
  it.each([
    ['an expired subscription', { expiresDate: Date.now() - 1_000 }],
    ['a revoked purchase', { revocationDate: Date.now() - 1_000, revocationReason: 0 }],
    ["another app's purchase", { bundleId: 'com.example.other' }],
    ['another product', { productId: 'tip' }],
    ['a purchase of no product', { productId: undefined }],
    ['an unknown environment', { environment: 'Elsewhere' }],
    ['a time stamp from before the certificates', { signedDate: Date.now() - 25 * DAY }],
  ])('%s', async (_, given) => {
    expect(await statusOf(apple.signTransaction(transaction(given)))).toBe(401);
  });

  it('a payload changed after it was signed', async () => {
    const [header, , signature] = apple.signTransaction(transaction({ productId: 'tip' })).split('.');
    const payload = Buffer.from(JSON.stringify(transaction())).toString('base64url');
    expect(await statusOf(`${header}.${payload}.${signature}`)).toBe(401);
  });

  it('a signature changed', async () => {
    const [header, payload, signature = ''] = apple.signTransaction(transaction()).split('.');
    const bytes = Buffer.from(signature, 'base64url');
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    expect(await statusOf(`${header}.${payload}.${bytes.toString('base64url')}`)).toBe(401);
  });

  it("a chain to a root that is not Apple's", async () => {
    const forged = await mintAppleChain();
    expect(await statusOf(forged.signTransaction(transaction()))).toBe(401);
  });

  it("a leaf of somebody else's behind Apple's certificates", async () => {
    const forged = await mintAppleChain();
    const x5c = [forged.certificates[0], apple.certificates[1], apple.certificates[2]];
    expect(await statusOf(forged.signTransaction(transaction(), { x5c }))).toBe(401);
  });

  it.each([
    ['a leaf issued for something else', { leafMark: '1.2.3.4' }],
    ['an intermediate issued for something else', { intermediateMark: '1.2.3.4' }],
    ['a leaf that had ended', { leafEnds: Date.now() - DAY }],
  ])('%s', async (_, options) => {
    const chain = await mintAppleChain(options);
    const jws = chain.signTransaction(transaction());
    expect(await statusOf(jws, deployed, chain.root)).toBe(401);
  });

  it.each([
    ['without certificates', { x5c: undefined }],
    ['with two certificates', { x5c: ['AAAA', 'AAAA'] }],
    ['with certificates that are none', { x5c: ['AAAA', 'AAAA', 'AAAA'] }],
    ['that says it is not signed', { alg: 'none' }],
    ['that says it is signed with a shared secret', { alg: 'HS256' }],
  ])('a header %s', async (_, header) => {
    expect(await statusOf(apple.signTransaction(transaction(), header))).toBe(401);
  });

  it.each(['a.b.c', '..', '...', 'a.b', `${'x'.repeat(50)}.e30.`, 'bnVsbA.bnVsbA.bnVsbA'])(
    'text that only looks like one: %s',
    async (text) => {
      expect(await statusOf(text)).toBe(401);
    },
  );
});

describe("developers' purchases, which Apple does not sign", () => {
  const unsigned = (environment: string) => {
    const parts = [{ alg: 'ES256' }, transaction({ environment })].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return [...parts, 'AAAA'].join('.');
  };

  it.each(['Xcode', 'LocalTesting'])('of %s pass on a laptop only', async (environment) => {
    expect(await statusOf(unsigned(environment), { STAGE: 'local' })).toBe(200);
    expect(await statusOf(unsigned(environment), { STAGE: 'test' })).toBe(401);
    expect(await statusOf(unsigned(environment), { STAGE: 'prod' })).toBe(401);
    const onlySecretSet = { STAGE: 'local', SECRETS_ARN: 'arn:aws:secretsmanager:us-east-1:1:secret:x' };
    expect(await statusOf(unsigned(environment), onlySecretSet)).toBe(401);
  });

  it.each(['Production', 'Sandbox'])('are not taken for those of %s', async (environment) => {
    expect(await statusOf(unsigned(environment), { STAGE: 'local' })).toBe(401);
  });
});

it.each([
  ['no roots', undefined],
  ['roots that are none', 'AAAA'],
])('a deployed stage with %s says that it can not check', async (_, roots) => {
  const call = meteredCall({ config: deployed, secrets: roots ? { APPLE_ROOT_CERTIFICATES: roots } : {} });
  const { status, body } = await call(`Apple ${apple.signTransaction(transaction())}`);
  expect(status).toBe(503);
  expect(body.detail).not.toContain('ROOT');
});
