import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlannerSettings, SecretSettings } from '../../../lib/planner-config.ts';
import { type GooglePlay, startGooglePlay } from '../../support/stores/google-play.ts';
import { meteredCall } from '../../support/stores/metered-call.ts';
import { type Script, startScriptedService } from '../../support/stores/scripted-service.ts';

let google: GooglePlay;
beforeAll(async () => {
  google = await startGooglePlay();
  google.script({});
});
afterAll(() => google.stop());

interface Asked {
  readonly authorization: string;
  /** The store's response for a valid token. */
  readonly good: object;
  readonly settings: (url: string) => Partial<PlannerSettings>;
  readonly secrets: () => SecretSettings;
}

const revenueCat = {
  authorization: 'RevenueCat hush-customer',
  secrets: () => ({ REVENUECAT_API_KEY: 'hush-key' }),
};

const storesAsked: Record<string, Asked> = {
  'RevenueCat, version 2': {
    ...revenueCat,
    good: { items: [{ entitlement_id: 'pro', expires_at: null }], next_page: null },
    settings: (url) => ({ REVENUECAT_BASE_URL: url, REVENUECAT_PROJECT_ID: 'proj1' }),
  },
  'RevenueCat, version 1': {
    ...revenueCat,
    good: { subscriber: { entitlements: { pro: { expires_date: null } } } },
    settings: (url) => ({ REVENUECAT_BASE_URL: url }),
  },
  Google: {
    authorization: 'Google hush-token',
    good: { purchaseState: 0 },
    settings: (url) => ({ GOOGLE_BASE_URL: url }),
    secrets: () => ({ GOOGLE_APPLICATION_CREDENTIALS: google.credentials }),
  },
  'Apple, receipts': {
    authorization: 'Apple hushReceipts',
    good: {
      status: 0,
      receipt: {
        bundle_id: 'com.limajuice.liftlog',
        in_app: [{ product_id: 'pro', original_transaction_id: '1' }],
      },
    },
    settings: (url) => ({ APPLE_RECEIPT_URL: url }),
    secrets: () => ({}),
  },
};

/** A container that has not seen any token. */
function freshCall({ authorization, settings, secrets }: Asked, url: string, timeout = 10_000) {
  const call = meteredCall({ config: { ...settings(url), STORE_TIMEOUT: timeout }, secrets: secrets() });
  return () => call(authorization);
}

/** Long enough for any good answer on a busy machine, short enough to wait for. */
const SHORT = 1_000;

// Most of these wait, and each has a store of its own: all at once.
describe.concurrent.each(Object.entries(storesAsked))('%s', (_, asked) => {
  it.each<[string, Script, number?]>([
    ['is slow', 'hang', SHORT],
    ['breaks off', 'break off'],
    ['answers with HTML', { text: '<!doctype html><h1>Welcome, hush-token</h1>' }],
    ['answers 404 with HTML, as a proxy does', { status: 404, text: '<h1>Not here</h1>' }],
    ['has too much to do', { status: 429, json: { type: 'rate_limit_error' } }],
    ['fails', { status: 500, json: {} }],
    ['is down behind a gateway', { status: 503, text: '<h1>503</h1>' }],
  ])('that %s is asked twice, then it is 502', async (_reason, script, timeout) => {
    await using store = await startScriptedService();
    store.script(script);
    const { status, headers, body, logged } = await freshCall(asked, store.url, timeout)();
    expect(status).toBe(502);
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(headers['www-authenticate']).toBeUndefined();
    expect(body).toMatchObject({ status: 502, title: 'Bad Gateway' });
    expect(logged).toContain('StoreUnavailableError');
    expect(logged).not.toContain('hush');
    expect(store.calls).toHaveLength(2);
  });

  it('that is not there is 502', async () => {
    const gone = await startScriptedService();
    await gone.stop();
    const { status, logged } = await freshCall(asked, gone.url)();
    expect(status).toBe(502);
    expect(logged).toContain('ECONNREFUSED');
    expect(logged).not.toContain('hush');
  });

  it.each<[string, Script, number?]>([
    ['slow', 'hang', SHORT],
    ['torn', 'break off'],
    ['busy', { status: 429, json: {} }],
    ['failing', { status: 502, text: '<h1>502</h1>' }],
  ])('that is %s once and then answers is good', async (_reason, script, timeout) => {
    await using store = await startScriptedService();
    store.script(script, { json: asked.good });
    expect((await freshCall(asked, store.url, timeout)()).status).toBe(200);
    expect(store.calls).toHaveLength(2);
  });

  it.each<[string, Script]>([
    ['answers with JSON of another form', { json: { hello: 'world' } }],
    ['answers with a list', { json: [] }],
    ['answers with null', { json: null }],
  ])('that %s is 502 without asking again', async (_reason, script) => {
    await using store = await startScriptedService();
    store.script(script);
    const { status, logged } = await freshCall(asked, store.url)();
    expect(status).toBe(502);
    expect(logged).not.toContain('hush');
    expect(store.calls).toHaveLength(1);
  });

  it('that failed is asked again for the next call', async () => {
    await using store = await startScriptedService();
    const call = freshCall(asked, store.url);
    store.script({ json: {} });
    expect((await call()).status).toBe(502);
    store.script({ json: asked.good });
    expect((await call()).status).toBe(200);
  });

  it('that sends the call elsewhere is not followed', async () => {
    await using elsewhere = await startScriptedService();
    await using store = await startScriptedService();
    store.script({ status: 307, json: {}, headers: { location: `${elsewhere.url}/` } });
    expect((await freshCall(asked, store.url)()).status).toBe(502);
    expect(elsewhere.calls).toHaveLength(0);
  });
});
