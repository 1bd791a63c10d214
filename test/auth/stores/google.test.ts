import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GooglePlay, startGooglePlay } from '../../support/stores/google-play.ts';
import { meteredCall } from '../../support/stores/metered-call.ts';
import type { Reply } from '../../support/stores/scripted-service.ts';

const DAY = 86_400_000;

let google: GooglePlay;
beforeAll(async () => {
  google = await startGooglePlay();
});
afterAll(() => google.stop());

/** A container that has not seen any token. */
const freshCall = (credentials: string | undefined = google.credentials) =>
  meteredCall({
    config: { GOOGLE_BASE_URL: google.url },
    secrets: { GOOGLE_APPLICATION_CREDENTIALS: credentials },
  });

const statusOf = async (token: string) => (await freshCall()(`Google ${token}`)).status;

const product = (purchaseState: number): Reply => ({
  json: { kind: 'androidpublisher#productPurchase', purchaseState, consumptionState: 0, orderId: 'GPA.1' },
});

const subscription = (state: string, expiryTime: number, productId = 'pro_monthly'): Reply => ({
  json: {
    kind: 'androidpublisher#subscriptionPurchaseV2',
    subscriptionState: `SUBSCRIPTION_STATE_${state}`,
    lineItems: [{ productId, expiryTime: new Date(expiryTime).toISOString() }],
  },
});

describe('a product', () => {
  it.each(['tok.AO-1_x', 'pro:tok.AO-1_x'])('purchased passes: %s', async (token) => {
    google.script({ 'products/pro/tokens/tok.AO-1_x': product(0) });
    expect(await statusOf(token)).toBe(200);
    expect(google.calls).toMatchObject([
      {
        method: 'GET',
        url: '/androidpublisher/v3/applications/com.limajuice.liftlog/purchases/products/pro/tokens/tok.AO-1_x',
        headers: { authorization: 'Bearer access-1' },
      },
    ]);
  });

  it.each([
    ['cancelled', 1],
    ['pending', 2],
  ])('%s is refused', async (_, state) => {
    google.script({ 'products/pro/tokens/tok': product(state) });
    expect(await statusOf('tok')).toBe(401);
    expect(google.calls).toHaveLength(1);
  });

  it('other than the paid one is refused', async () => {
    google.script({ 'products/tip/tokens/tok': product(0) });
    expect(await statusOf('tip:tok')).toBe(401);
    expect(await statusOf('tok')).toBe(401);
  });

  it('of another app is refused', async () => {
    google.script({ 'products/pro/tokens/tok': product(0) });
    const config = { GOOGLE_BASE_URL: google.url, GOOGLE_PACKAGE_NAME: 'org.example.other' };
    const call = meteredCall({ config, secrets: { GOOGLE_APPLICATION_CREDENTIALS: google.credentials } });
    expect((await call('Google tok')).status).toBe(401);
    expect(google.calls[0]?.url).toContain('/applications/org.example.other/');
  });
});

describe('a subscription', () => {
  it.each([
    ['ACTIVE', DAY, 200],
    ['IN_GRACE_PERIOD', -DAY, 200],
    ['CANCELED', DAY, 200],
    ['CANCELED', -1_000, 401],
    ['EXPIRED', -DAY, 401],
    ['ON_HOLD', -DAY, 401],
    ['PAUSED', DAY, 401],
    ['PENDING', DAY, 401],
    ['UNSPECIFIED', DAY, 401],
  ])('%s that ends in %s ms: %s', async (state, endsIn, status) => {
    google.script({ 'subscriptionsv2/tokens/tok': subscription(state, Date.now() + endsIn) });
    expect(await statusOf('tok')).toBe(status);
    expect(google.calls).toHaveLength(2);
  });

  it('may be named before the token', async () => {
    google.script({ 'subscriptionsv2/tokens/tok': subscription('ACTIVE', Date.now() + DAY) });
    expect(await statusOf('pro_monthly:tok')).toBe(200);
    expect(await statusOf('pro_yearly:tok')).toBe(401);
  });
});

describe('a token that Google does not know', () => {
  it.each([400, 404, 410])('is refused when it says so with %s', async (status) => {
    const reply = { status, json: { error: { code: status } } };
    google.script({ 'products/pro/tokens/tok': reply, 'subscriptionsv2/tokens/tok': reply });
    expect(await statusOf('tok')).toBe(401);
  });

  it('stays in its place in the path', async () => {
    google.script({});
    expect(await statusOf('a/../../b?c#d%2e')).toBe(401);
    expect(google.calls.map(({ url }) => url.split('/purchases/')[1])).toEqual([
      'products/pro/tokens/a%2F..%2F..%2Fb%3Fc%23d%252e',
      'subscriptionsv2/tokens/a%2F..%2F..%2Fb%3Fc%23d%252e',
    ]);
  });

  it.each(['..', 'pro:..', 'pro:.', 'pro:', ':'])(
    'and that can be none is not asked for: %s',
    async (token) => {
      google.script({});
      expect(await statusOf(token)).toBe(401);
      expect(google.calls).toHaveLength(0);
    },
  );
});

describe('signing in', () => {
  it('is done with a key that lies in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'liftlog-google-'));
    const path = join(folder, 'service-account.json');
    await writeFile(path, google.credentials);
    google.script({ 'products/pro/tokens/tok': product(0) });
    expect((await freshCall(path)('Google tok')).status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it('shows who asks, for what and that it holds the key, once for many tokens', async () => {
    const credentials = JSON.stringify({
      ...JSON.parse(google.credentials),
      client_email: 'other@example.com',
    });
    google.script({ 'products/pro/tokens/a': product(0), 'products/pro/tokens/b': product(0) });
    const call = freshCall(credentials);
    expect((await call('Google a')).status).toBe(200);
    expect((await call('Google b')).status).toBe(200);
    expect(google.signIns).toHaveLength(1);
    const form = new URLSearchParams(google.signIns[0]?.body);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [, claims = ''] = form.get('assertion')?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: 'other@example.com',
      scope: 'https://www.googleapis.com/auth/androidpublisher',
    });
  });

  it('is done again when Google has revoked the access token', async () => {
    google.script({ 'products/pro/tokens/tok': product(0) });
    await freshCall()('Google tok');
    google.script(
      {
        'products/pro/tokens/tok': ({ headers }) =>
          headers.authorization === 'Bearer access-2' ? product(0) : { status: 401, json: {} },
      },
      { json: { access_token: 'access-2', expires_in: 3_599, token_type: 'Bearer' } },
    );
    expect((await freshCall()('Google tok')).status).toBe(200);
    expect(google.signIns).toHaveLength(1);
  });

  it.each([
    ['Google down', { status: 503, json: {} }],
    ['an empty answer', { json: {} }],
  ])("that fails is not the token's fault: %s", async (reason, signIn) => {
    const credentials = JSON.stringify({ ...JSON.parse(google.credentials), client_email: `${reason}@x` });
    google.script({}, signIn);
    const { status, headers } = await freshCall(credentials)('Google tok');
    expect(status).toBe(502);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(google.signIns.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['no JSON', '{'],
    ['no key', '{}'],
    ['no file', '/nowhere/key.json'],
  ])('with %s is not possible here', async (_, credentials) => {
    expect((await freshCall(credentials)('Google tok')).status).toBe(503);
  });
});
