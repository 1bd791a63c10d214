import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { meteredCall } from '../support/stores/metered-call.ts';

const KEY = 'the-web-key';
const call = meteredCall({ secrets: { WEB_AUTH_API_KEY: KEY } });

const webPurchase = {
  store: 'Web',
  key: createHash('sha256').update(KEY).digest('hex').toUpperCase(),
  formerKeys: [],
};

describe('the header', () => {
  it.each([
    `Web ${KEY}`,
    `Bearer Web ${KEY}`,
    `bearer Web ${KEY}`,
    `  Web   ${KEY}  `,
    `Bearer \t Web \t ${KEY}`,
  ])('%j passes', async (authorization) => {
    const { status, body } = await call(authorization);
    expect(status).toBe(200);
    expect(body).toEqual(webPurchase);
  });

  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('may be written %s', async (name) => {
    expect((await call.withHeaders({ [name]: `Web ${KEY}` })).status).toBe(200);
  });

  it.each([
    '',
    ' ',
    'Web',
    'Web ',
    'Bearer',
    'Bearer Web',
    `Bearer ${KEY}`,
    KEY,
    `web ${KEY}`,
    `WEB ${KEY}`,
    `Webb ${KEY}`,
    `Steam ${KEY}`,
    `constructor ${KEY}`,
    `Web ${KEY} more`,
    `Web Web ${KEY}`,
    `Bearer Bearer Web ${KEY}`,
    `Basic ${Buffer.from(`Web:${KEY}`).toString('base64')}`,
    `Web:${KEY}`,
    `Web ${KEY}\0`,
    `Web \u00e9${KEY}`,
    `RevenueCat \ud800`,
  ])('%j is refused', async (authorization) => {
    const { status, headers, body } = await call(authorization);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="liftlog"');
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toMatchObject({ status: 401, title: 'Unauthorized', requestId: 'request-1' });
  });

  it('missing is refused', async () => {
    const { status, headers } = await call();
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="liftlog"');
  });

  it('twice with different values is refused, whichever comes first', async () => {
    for (const Authorization of [
      [`Web ${KEY}`, 'Web other'],
      ['Web other', `Web ${KEY}`],
    ]) {
      expect((await call.withHeaders({ Authorization })).status).toBe(401);
    }
    expect((await call.withHeaders({ Authorization: `Web ${KEY}`, authorization: 'Web other' })).status).toBe(
      401,
    );
  });

  it('twice with one value is one', async () => {
    expect((await call.withHeaders({ Authorization: [`Web ${KEY}`, `Web ${KEY}`] })).status).toBe(200);
  });
});

describe('a Web key', () => {
  it.each(['x', `${KEY}x`, KEY.slice(1), KEY.toUpperCase()])('%s is refused', async (token) => {
    const { status, headers, body } = await call(`Web ${token}`);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="liftlog", error="invalid_token"');
    expect(JSON.stringify(body)).not.toContain(token === 'x' ? 'Web x' : token);
  });

  it.each(['undefined', 'null', '""', KEY])('%s is refused when none is set', async (token) => {
    expect((await meteredCall()(`Web ${token}`)).status).toBe(401);
  });
});

it.each(['RevenueCat customer-1', 'Google tok'])(
  'a store that is not set up is 503, which waiting does not mend: %s',
  async (authorization) => {
    const { status, headers, body } = await meteredCall()(authorization);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBeUndefined();
    expect(body.detail).not.toMatch(/KEY|CREDENTIALS/);
  },
);

it('secrets that can not be read are a fault of ours, not of the token', async () => {
  const failing = meteredCall({ secrets: () => Promise.reject(new Error('no secrets')) });
  const { status, body } = await failing(`Web ${KEY}`);
  expect(status).toBe(500);
  expect(body.detail).not.toContain('no secrets');
});
