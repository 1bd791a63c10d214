import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type MeteredCall, meteredCall } from '../support/stores/metered-call.ts';
import { type ScriptedService, startScriptedService } from '../support/stores/scripted-service.ts';

const MINUTE = 60_000;
const good = { json: { subscriber: { entitlements: { pro: { expires_date: null } } } } };
const bad = { json: { subscriber: { entitlements: {} } } };

let store: ScriptedService;
let call: MeteredCall;
beforeAll(async () => {
  store = await startScriptedService();
});
afterAll(() => store.stop());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  call = meteredCall({
    config: { REVENUECAT_BASE_URL: store.url },
    secrets: { REVENUECAT_API_KEY: 'sk_test', WEB_AUTH_API_KEY: 'customer-1' },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

it('a verified token is remembered for five minutes', async () => {
  store.script(good, bad);
  expect((await call('RevenueCat customer-1')).status).toBe(200);
  later(5 * MINUTE - 1_000);
  expect((await call('Bearer RevenueCat customer-1')).status).toBe(200);
  expect(store.calls).toHaveLength(1);
  later(2_000);
  expect((await call('RevenueCat customer-1')).status).toBe(401);
});

it('being used does not keep it longer', async () => {
  store.script(good, bad);
  for (let minute = 0; minute < 5; minute += 1) {
    expect((await call('RevenueCat customer-1')).status).toBe(200);
    later(MINUTE + 100);
  }
  expect((await call('RevenueCat customer-1')).status).toBe(401);
});

it('a refusal is remembered for five seconds: the purchase may be a moment old', async () => {
  store.script(bad, good);
  expect((await call('RevenueCat customer-1')).status).toBe(401);
  later(4_500);
  expect((await call('RevenueCat customer-1')).status).toBe(401);
  expect(store.calls).toHaveLength(1);
  later(600);
  expect((await call('RevenueCat customer-1')).status).toBe(200);
});

it('the same text is another token in another store', async () => {
  store.script(bad);
  expect((await call('RevenueCat customer-1')).status).toBe(401);
  expect((await call('Web customer-1')).status).toBe(200);
  expect((await call('RevenueCat customer-1')).status).toBe(401);
});

it('calls with one token at the same moment ask the store once', async () => {
  store.script(good);
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('RevenueCat customer-1')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(store.calls).toHaveLength(1);
});

it('a failure that they share is not remembered', async () => {
  store.script({ json: {} });
  const answers = await Promise.all([call('RevenueCat customer-1'), call('RevenueCat customer-1')]);
  expect(answers.map(({ status }) => status)).toEqual([502, 502]);
  expect(store.calls).toHaveLength(1);
  store.script(good);
  expect((await call('RevenueCat customer-1')).status).toBe(200);
});

it('a flood of made-up tokens does not push a verified one out', async () => {
  store.script(good);
  expect((await call('RevenueCat customer-1')).status).toBe(200);
  for (let index = 0; index < 3_000; index += 1) {
    expect((await call(`Web made-up-${index}`)).status).toBe(401);
  }
  store.script(bad);
  expect((await call('RevenueCat customer-1')).status).toBe(200);
});
