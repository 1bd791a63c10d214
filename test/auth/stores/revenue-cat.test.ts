import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MeteredCall, meteredCall } from '../../support/stores/metered-call.ts';
import { type ScriptedService, startScriptedService } from '../../support/stores/scripted-service.ts';

const DAY = 86_400_000;
const secrets = { REVENUECAT_API_KEY: 'sk_test' };

let revenueCat: ScriptedService;
let call: MeteredCall;
beforeAll(async () => {
  revenueCat = await startScriptedService();
});
afterAll(() => revenueCat.stop());

describe('version 2, with a project id', () => {
  beforeEach(() => {
    const config = {
      REVENUECAT_BASE_URL: revenueCat.url,
      REVENUECAT_PROJECT_ID: 'proj1ab2c3d4',
      REVENUECAT_PRO_ENTITLEMENT_ID: 'entla1b2c3d4e5',
    };
    call = meteredCall({ config, secrets });
  });

  const entitlement = (given: object = {}) => ({
    object: 'customer.active_entitlement',
    entitlement_id: 'entla1b2c3d4e5',
    expires_at: Date.now() + DAY,
    ...given,
  });
  const page = (items: object[], next_page: string | null = null) => ({
    json: { object: 'list', items, next_page, url: '/v2/…' },
  });

  it('asks for the active entitlements of the customer', async () => {
    revenueCat.script(page([entitlement()]));
    expect((await call('RevenueCat customer-1')).status).toBe(200);
    expect(revenueCat.calls).toMatchObject([
      {
        method: 'GET',
        url: '/v2/projects/proj1ab2c3d4/customers/customer-1/active_entitlements',
        headers: { authorization: 'Bearer sk_test' },
      },
    ]);
  });

  it('keeps an id of any form in its place in the path', async () => {
    revenueCat.script(page([entitlement()]));
    await call('RevenueCat $RCAnonymousID:a/../b?c#d%2e');
    expect(revenueCat.calls[0]?.url).toBe(
      '/v2/projects/proj1ab2c3d4/customers/%24RCAnonymousID%3Aa%2F..%2Fb%3Fc%23d%252e/active_entitlements',
    );
  });

  it('passes an entitlement for life', async () => {
    revenueCat.script(page([entitlement({ expires_at: null })]));
    expect((await call('RevenueCat customer-1')).status).toBe(200);
  });

  it('follows the pages', async () => {
    const next = '/v2/projects/proj1ab2c3d4/customers/customer-1/active_entitlements?starting_after=entlx';
    revenueCat.script(page([entitlement({ entitlement_id: 'entlx' })], next), page([entitlement()]));
    expect((await call('RevenueCat customer-1')).status).toBe(200);
    expect(revenueCat.calls[1]?.url).toBe(next);
  });

  it('asks nobody else, wherever the next page is said to be', async () => {
    revenueCat.script(page([], 'https://example.com/v2?starting_after=entlx'), page([entitlement()]));
    expect((await call('RevenueCat customer-1')).status).toBe(200);
    expect(revenueCat.calls).toHaveLength(2);
  });

  it('gives up on pages without an end', async () => {
    revenueCat.script(page([], '/v2/more?starting_after=entlx'));
    expect((await call('RevenueCat customer-1')).status).toBe(502);
    expect(revenueCat.calls.length).toBeLessThan(50);
  });

  it.each([
    ['no entitlement', page([])],
    ['another entitlement', page([entitlement({ entitlement_id: 'entlother' })])],
    ['an expired one', page([entitlement({ expires_at: Date.now() - 1_000 })])],
    ['an unknown customer', { status: 404, json: { type: 'resource_missing', object: 'error' } }],
    ["an id that can't be anybody's", { status: 400, json: { type: 'parameter_error', object: 'error' } }],
  ])('refuses %s', async (_, reply) => {
    revenueCat.script(reply);
    expect((await call('RevenueCat customer-1')).status).toBe(401);
  });
});

describe('version 1, without a project id', () => {
  beforeEach(() => {
    call = meteredCall({ config: { REVENUECAT_BASE_URL: revenueCat.url }, secrets });
  });

  const subscriber = (entitlements: object) => ({
    json: { request_date: '2024-06-30T01:55:36Z', subscriber: { entitlements, original_app_user_id: 'x' } },
  });
  const until = (time: number) => new Date(time).toISOString();

  it('asks for the subscriber', async () => {
    revenueCat.script(subscriber({ pro: { expires_date: until(Date.now() + DAY) } }));
    expect((await call('RevenueCat $RCAnonymousID:a/b')).status).toBe(200);
    expect(revenueCat.calls).toMatchObject([
      {
        method: 'GET',
        url: '/v1/subscribers/%24RCAnonymousID%3Aa%2Fb',
        headers: { authorization: 'Bearer sk_test' },
      },
    ]);
  });

  it.each([
    ['an entitlement for life', { expires_date: null, grace_period_expires_date: null }],
    [
      'one in its grace period',
      { expires_date: until(Date.now() - DAY), grace_period_expires_date: until(Date.now() + DAY) },
    ],
  ])('passes %s', async (_, entitlement) => {
    revenueCat.script(subscriber({ old: { expires_date: until(0) }, pro: entitlement }));
    expect((await call('RevenueCat customer-1')).status).toBe(200);
  });

  it.each([
    ['a subscriber without entitlements', subscriber({})],
    ['one that RevenueCat has just made', { status: 201, ...subscriber({}) }],
    ['an expired one', subscriber({ pro: { expires_date: until(Date.now() - 1_000) } })],
    ['an unknown subscriber', { status: 404, json: { code: 7259 } }],
  ])('refuses %s', async (_, reply) => {
    revenueCat.script(reply);
    expect((await call('RevenueCat customer-1')).status).toBe(401);
  });
});

it.each(['.', '..'])('refuses %s, which would be another path, without asking', async (id) => {
  revenueCat.script({ json: {} });
  call = meteredCall({ config: { REVENUECAT_BASE_URL: revenueCat.url }, secrets });
  expect((await call(`RevenueCat ${id}`)).status).toBe(401);
  expect(revenueCat.calls).toHaveLength(0);
});
