import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';
import { type AppleChain, mintAppleChain } from '../../support/stores/apple-chain.ts';
import { type GooglePlay, startGooglePlay } from '../../support/stores/google-play.ts';
import {
  type Reply,
  type ScriptedService,
  startScriptedService,
} from '../../support/stores/scripted-service.ts';

const workout = { attributes: workoutAttributes() };
const down: Reply = { status: 503, text: '<h1>Service Unavailable</h1>' };

let model: ScriptedModel;
let revenueCat: ScriptedService;
let google: GooglePlay;
let receipts: ScriptedService;
let chain: AppleChain;
let api: AiSystem;
beforeAll(async () => {
  [model, revenueCat, google, receipts, chain] = await Promise.all([
    startScriptedModel(),
    startScriptedService(),
    startGooglePlay(),
    startScriptedService(),
    mintAppleChain(),
  ]);
  revenueCat.script(({ url }) => {
    if (url.endsWith('/down')) return down;
    const entitlements = url.endsWith('/good') ? { pro: { expires_date: null } } : {};
    return { json: { subscriber: { entitlements } } };
  });
  google.script({
    'products/pro/tokens/good': { json: { purchaseState: 0 } },
    'products/pro/tokens/bad': { json: { purchaseState: 1 } },
    'products/pro/tokens/down': down,
  });
  receipts.script(({ body }) => {
    const receipt = Buffer.from(JSON.parse(body)['receipt-data'], 'base64').toString();
    if (receipt === 'down') return down;
    const bought = receipt === 'good' ? [{ original_transaction_id: '1', product_id: 'pro' }] : [];
    return { json: { status: 0, receipt: { bundle_id: 'com.limajuice.liftlog', in_app: bought } } };
  });
  api = await startAiSystem({
    STAGE: 'prod',
    WEB_AUTH_API_KEY: 'good',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'k',
    REVENUECAT_BASE_URL: revenueCat.url,
    REVENUECAT_API_KEY: 'k',
    GOOGLE_BASE_URL: google.url,
    GOOGLE_APPLICATION_CREDENTIALS: google.credentials,
    APPLE_RECEIPT_URL: receipts.url,
    APPLE_ROOT_CERTIFICATES: chain.root,
  });
});
afterAll(async () => {
  await api.stop();
  await Promise.all([model, revenueCat, google, receipts].map((service) => service.stop()));
});

const asIs = (token: string) => token;
const receipt = (token: string) => Buffer.from(token).toString('base64');
const signedTransaction = (token: string) =>
  chain.signTransaction({
    originalTransactionId: '1',
    bundleId: 'com.limajuice.liftlog',
    productId: token === 'good' ? 'pro' : 'tip',
    environment: 'Production',
    signedDate: Date.now(),
  });

describe.each([
  { what: 'the web key', store: 'Web', token: asIs, isAsked: false },
  { what: 'a customer of RevenueCat', store: 'RevenueCat', token: asIs, isAsked: true },
  { what: "a purchase in Google's store", store: 'Google', token: asIs, isAsked: true },
  { what: "a receipt of Apple's store", store: 'Apple', token: receipt, isAsked: true },
  { what: "a signed transaction of Apple's store", store: 'Apple', token: signedTransaction, isAsked: false },
])('$what', ({ store, token, isAsked }) => {
  const call = (state: 'good' | 'bad' | 'down') => api.call('workout', workout, `${store} ${token(state)}`);

  it('that is good gets a plan', async () => {
    const { status, body } = await call('good');
    expect(status).toBe(200);
    expect(body.sessions).toHaveLength(3);
  });

  it('that is not valid gets none', async () => {
    const answer = await call('bad');
    expectProblem(answer, 401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="liftlog", error="invalid_token"');
  });

  if (!isAsked) return;

  it('may try again later when the store is down', async () => {
    const answer = await call('down');
    expectProblem(answer, 502);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});
