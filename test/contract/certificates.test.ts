import { beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../lib/config.ts';
import { secretSettings } from '../../lib/planner-config.ts';
import { type AppleChain, mintAppleChain } from '../support/stores/apple-chain.ts';
import { meteredCall } from '../support/stores/metered-call.ts';

let apple: AppleChain;
let other: AppleChain;
beforeAll(async () => {
  [apple, other] = await Promise.all([mintAppleChain(), mintAppleChain()]);
});

const wrapped = (base64: string, end: string) => base64.replace(/.{64}/g, `$&${end}`);
const pem = (base64: string, end = '\n') =>
  `-----BEGIN CERTIFICATE-----${end}${wrapped(base64, end)}${end}-----END CERTIFICATE-----${end}`;

describe("Apple's root certificates may be", () => {
  it.each<[string, () => string]>([
    ['base64', () => apple.root],
    ['two, with a space between', () => `${other.root} ${apple.root}`],
    ['wrapped base64', () => wrapped(apple.root, '\n')],
    ['wrapped base64 of two', () => `${wrapped(other.root, '\r\n')}\n\n${wrapped(apple.root, '\r\n')}\n`],
    ['PEM', () => pem(apple.root)],
    ['PEM of two', () => pem(other.root) + pem(apple.root)],
    ['PEM and base64', () => `${pem(other.root)}\n${apple.root}`],
    ['PEM on one line, with `\\n` written out', () => pem(apple.root, String.raw`\n`)],
    ['PEM whose line breaks became spaces', () => pem(apple.root, ' ')],
  ])('%s', async (_, roots) => {
    const secrets = readSettings(secretSettings, { APPLE_ROOT_CERTIFICATES: roots() });
    const jws = apple.signTransaction({
      originalTransactionId: '1',
      bundleId: 'com.limajuice.liftlog',
      productId: 'pro',
      environment: 'Production',
      signedDate: Date.now(),
    });
    expect((await meteredCall({ config: { STAGE: 'prod' }, secrets })(`Apple ${jws}`)).status).toBe(200);
  });
});

describe('what is no certificate is refused, by the name of the setting', () => {
  it.each<[string, () => string]>([
    ['other text', () => 'AppleRootCA-G3.cer'],
    ['base64 of something else', () => 'AAAA'],
    ['a certificate cut off', () => apple.root.slice(0, -8)],
    ['something behind a certificate', () => `${apple.root} AAAA`],
    ['something in a certificate', () => `AAAA${apple.root}`],
    ['another kind of PEM', () => '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
  ])('%s', (_, roots) => {
    const read = () => readSettings(secretSettings, { APPLE_ROOT_CERTIFICATES: roots() });
    expect(read).toThrow(/APPLE_ROOT_CERTIFICATES/);
    expect(read).not.toThrow(/AAAA/);
  });
});
