import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MeteredCall, meteredCall } from '../../support/stores/metered-call.ts';
import { type ScriptedService, startScriptedService } from '../../support/stores/scripted-service.ts';

const DAY = 86_400_000;
const RECEIPT = Buffer.from('a receipt, PKCS #7 in truth').toString('base64');

let production: ScriptedService;
let sandbox: ScriptedService;
let call: MeteredCall;
beforeAll(async () => {
  [production, sandbox] = await Promise.all([startScriptedService(), startScriptedService()]);
});
afterAll(() => Promise.all([production.stop(), sandbox.stop()]));
beforeEach(() => {
  production.script({ json: answer() });
  sandbox.script({ json: answer() });
  call = meteredCall({
    config: { STAGE: 'prod', APPLE_RECEIPT_URL: production.url, APPLE_SANDBOX_RECEIPT_URL: sandbox.url },
    secrets: { APPLE_SHARED_SECRET: 'shared' },
  });
});

const purchase = (given: object = {}) => ({
  transaction_id: '1000000123',
  original_transaction_id: '1000000123',
  product_id: 'pro',
  quantity: '1',
  in_app_ownership_type: 'PURCHASED',
  purchase_date_ms: String(Date.now() - DAY),
  ...given,
});

/** The response of `verifyReceipt`, with some fields replaced. */
const answer = (given: object = {}) => ({
  status: 0,
  environment: 'Production',
  receipt: { bundle_id: 'com.limajuice.liftlog', receipt_type: 'Production', in_app: [purchase()] },
  ...given,
});

const withPurchases = (...purchases: object[]) =>
  answer({ receipt: { bundle_id: 'com.limajuice.liftlog', in_app: purchases } });

it('asks production with the receipt and the shared secret', async () => {
  expect((await call(`Apple ${RECEIPT}`)).status).toBe(200);
  const [request] = production.calls;
  expect(request).toMatchObject({ method: 'POST', url: '/verifyReceipt' });
  expect(JSON.parse(request?.body ?? '')).toEqual({
    'receipt-data': RECEIPT,
    password: 'shared',
    'exclude-old-transactions': true,
  });
  expect(sandbox.calls).toHaveLength(0);
});

it('asks the sandbox when production sends it there', async () => {
  production.script({ json: { status: 21_007 } });
  expect((await call(`Apple ${RECEIPT}`)).status).toBe(200);
  expect(sandbox.calls).toHaveLength(1);
  expect(JSON.parse(sandbox.calls[0]?.body ?? '')).toMatchObject({ 'receipt-data': RECEIPT });
});

it('works without a shared secret', async () => {
  const withoutSecret = meteredCall({ config: { APPLE_RECEIPT_URL: production.url } });
  expect((await withoutSecret(`Apple ${RECEIPT}`)).status).toBe(200);
  expect(JSON.parse(production.calls[0]?.body ?? '')).not.toHaveProperty('password');
});

describe('passes', () => {
  it.each([
    ['one good purchase among others', withPurchases(purchase({ product_id: 'tip' }), purchase())],
    ['a subscription that runs', withPurchases(purchase({ expires_date_ms: String(Date.now() + DAY) }))],
    [
      'a subscription renewed since',
      {
        ...withPurchases(purchase({ expires_date_ms: String(Date.now() - DAY) })),
        latest_receipt_info: [purchase({ transaction_id: '2', expires_date_ms: String(Date.now() + DAY) })],
      },
    ],
    [
      'a receipt in the form of iOS 6',
      {
        status: 0,
        receipt: { ...purchase(), bid: 'com.limajuice.liftlog' },
        latest_receipt_info: purchase(),
      },
    ],
  ])('%s', async (_, json) => {
    production.script({ json });
    expect((await call(`Apple ${RECEIPT}`)).status).toBe(200);
  });
});

describe('refuses', () => {
  it.each([
    ["another app's receipt", answer({ receipt: { bundle_id: 'com.example', in_app: [purchase()] } })],
    ["nobody's receipt", answer({ receipt: { in_app: [purchase()] } })],
    ['a receipt without purchases', withPurchases()],
    ['no receipt', { status: 0 }],
    ['another product', withPurchases(purchase({ product_id: 'tip' }))],
    ['an expired subscription', withPurchases(purchase({ expires_date_ms: String(Date.now() - 1_000) }))],
    ['a cancelled purchase', withPurchases(purchase({ cancellation_date_ms: String(Date.now() - DAY) }))],
    [
      'a purchase cancelled after the receipt was made',
      { ...answer(), latest_receipt_info: [purchase({ cancellation_date: '2024-06-30 01:55:36 Etc/GMT' })] },
    ],
    ['a malformed receipt', { status: 21_002 }],
    ['a receipt that is not authentic', { status: 21_003 }],
    ['an expired subscription in the form of iOS 6', { ...answer(), status: 21_006 }],
    ['a receipt of a deleted account', { status: 21_010 }],
  ])('%s', async (_, json) => {
    production.script({ json });
    expect((await call(`Apple ${RECEIPT}`)).status).toBe(401);
    expect(sandbox.calls).toHaveLength(0);
  });

  it('a receipt that the sandbox refuses', async () => {
    production.script({ json: { status: 21_007 } });
    sandbox.script({ json: { status: 21_003 } });
    expect((await call(`Apple ${RECEIPT}`)).status).toBe(401);
  });
});

it.each([21_000, 21_005, 21_009, 21_100, 21_199])(
  'the status %s says nothing of the receipt',
  async (status) => {
    production.script({ json: { status } });
    const { status: answered, headers } = await call(`Apple ${RECEIPT}`);
    expect(answered).toBe(502);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  },
);
