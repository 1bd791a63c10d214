import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GooglePlay, startGooglePlay } from '../../support/stores/google-play.ts';
import { meteredCall } from '../../support/stores/metered-call.ts';
import {
  type Reply,
  type ScriptedService,
  startScriptedService,
} from '../../support/stores/scripted-service.ts';

let google: GooglePlay;
let store: ScriptedService;
beforeAll(async () => {
  [google, store] = await Promise.all([startGooglePlay(), startScriptedService()]);
});
afterAll(() => Promise.all([google.stop(), store.stop()]));

const receipt = Buffer.from('a receipt').toString('base64');

const revenueCat = (config: object = {}) =>
  meteredCall({
    config: { REVENUECAT_BASE_URL: store.url, ...config },
    secrets: { REVENUECAT_API_KEY: 'hush-key' },
  });
const play = (credentials = google.credentials) =>
  meteredCall({
    config: { GOOGLE_BASE_URL: google.url },
    secrets: { GOOGLE_APPLICATION_CREDENTIALS: credentials },
  });
const account = (given: object) => JSON.stringify({ ...JSON.parse(google.credentials), ...given });

/** Nobody's waiting helps: there is no `Retry-After`, and the log says what to do. */
function expectOperatorsTask(
  { status, headers, body, logged }: Awaited<ReturnType<ReturnType<typeof meteredCall>>>,
  setting: string,
) {
  expect(status).toBe(503);
  expect(headers['retry-after']).toBeUndefined();
  expect(body.detail).not.toContain(setting);
  expect(logged).toContain(setting);
  expect(logged).not.toContain('hush');
}

describe('a key of ours that a store does not accept is 503, and the log says what to do', () => {
  it.each([401, 403])("RevenueCat's, by %s", async (status) => {
    store.script({ status, json: { type: 'authentication_error' } });
    for (const config of [{}, { REVENUECAT_PROJECT_ID: 'proj1' }]) {
      expectOperatorsTask(await revenueCat(config)('RevenueCat hush-customer'), 'REVENUECAT_API_KEY');
    }
  });

  it.each<[string, Reply]>([
    [
      'an account that was not let in',
      { status: 403, json: { error: { errors: [{ reason: 'permissionDenied' }] } } },
    ],
    ['an account that is unknown', { status: 401, json: { error: { code: 401 } } }],
  ])("Google's: %s", async (_, reply) => {
    google.script({ 'products/pro/tokens/hush-token': reply });
    expectOperatorsTask(await play()('Google hush-token'), 'GOOGLE_APPLICATION_CREDENTIALS');
  });

  it.each([
    [
      'was taken back',
      { client_email: 'revoked@example.com' },
      { status: 400, json: { error: 'invalid_grant' } },
    ],
    [
      'is of nobody',
      { client_email: 'nobody@example.com' },
      { status: 401, json: { error: 'invalid_client' } },
    ],
    ['is none', { private_key: 'hush' }, undefined],
  ])("Google's: a key that %s", async (_, given, signIn) => {
    google.script({}, signIn);
    expectOperatorsTask(await play(account(given))('Google hush-token'), 'GOOGLE_APPLICATION_CREDENTIALS');
  });

  it("Apple's shared secret", async () => {
    store.script({ json: { status: 21_004 } });
    const call = meteredCall({
      config: { APPLE_RECEIPT_URL: store.url },
      secrets: { APPLE_SHARED_SECRET: 'hush' },
    });
    expectOperatorsTask(await call(`Apple ${receipt}`), 'APPLE_SHARED_SECRET');
  });
});

it('Google refusing for its quota is not about the key', async () => {
  google.script({
    'products/pro/tokens/tok': {
      status: 403,
      json: { error: { errors: [{ reason: 'rateLimitExceeded' }] } },
    },
  });
  const { status, headers } = await play()('Google tok');
  expect(status).toBe(502);
  expect(headers['retry-after']).toBe('10');
});

describe("a key in Google's credentials works", () => {
  const key = () => JSON.parse(google.credentials).private_key;
  it.each<[string, () => string]>([
    ['with `\\n` written out', () => account({ private_key: key().replaceAll('\n', String.raw`\n`) })],
    ['with line breaks inside the JSON', () => google.credentials.replaceAll(String.raw`\n`, '\n')],
    ['in JSON on several lines', () => JSON.stringify(JSON.parse(google.credentials), null, 2)],
  ])('%s', async (_, credentials) => {
    google.script({ 'products/pro/tokens/tok': { json: { purchaseState: 0 } } });
    expect((await play(credentials())('Google tok')).status).toBe(200);
  });
});

describe('a store that says Retry-After', () => {
  const entitled = { json: { subscriber: { entitlements: { pro: { expires_date: null } } } } };
  const busy = (retryAfter: string): Reply => ({
    status: 429,
    json: {},
    headers: { 'retry-after': retryAfter },
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.setSystemTime(Date.now() + 600_000);
    vi.useRealTimers();
  });

  it.each([
    ['in seconds', () => '60'],
    ['as a date', () => new Date(Date.now() + 60_000).toUTCString()],
  ])('%s is left alone for that long, and so is the client told', async (_, header) => {
    await using own = await startScriptedService();
    own.script(busy(header()), entitled);
    const call = revenueCat({ REVENUECAT_BASE_URL: own.url });
    const first = await call('RevenueCat customer-1');
    expect(first.status).toBe(502);
    expect(Number(first.headers['retry-after'])).toBeGreaterThanOrEqual(59);
    expect(Number(first.headers['retry-after'])).toBeLessThanOrEqual(60);
    vi.setSystemTime(Date.now() + 50_000);
    const second = await call('RevenueCat customer-2');
    expect(second.status).toBe(502);
    expect(Number(second.headers['retry-after'])).toBeLessThanOrEqual(10);
    expect(own.calls).toHaveLength(1);
    vi.setSystemTime(Date.now() + 11_000);
    expect((await call('RevenueCat customer-1')).status).toBe(200);
    expect(own.calls).toHaveLength(2);
  });

  it('for a moment is asked again after it', async () => {
    vi.useRealTimers();
    await using own = await startScriptedService();
    own.script(busy('1'), entitled);
    const start = performance.now();
    expect((await revenueCat({ REVENUECAT_BASE_URL: own.url })('RevenueCat customer-1')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(900);
    expect(own.calls).toHaveLength(2);
  });

  it.each(['soon', '-5', '0'])('%s is asked again at once', async (header) => {
    await using own = await startScriptedService();
    own.script(busy(header), entitled);
    expect((await revenueCat({ REVENUECAT_BASE_URL: own.url })('RevenueCat customer-1')).status).toBe(200);
  });

  it('of a day is asked again after five minutes: it may be mistaken', async () => {
    await using own = await startScriptedService();
    own.script(busy('86400'), entitled);
    const call = revenueCat({ REVENUECAT_BASE_URL: own.url });
    expect((await call('RevenueCat customer-1')).headers['retry-after']).toBe('300');
    vi.setSystemTime(Date.now() + 301_000);
    expect((await call('RevenueCat customer-1')).status).toBe(200);
  });
});
