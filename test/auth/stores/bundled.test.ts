import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { splitOptions } from '../../../esbuild.config.mjs';
import type { identifyPurchase } from '../../../lib/auth/stores/verify.ts';
import { readSettings } from '../../../lib/config.ts';
import { plannerSettings } from '../../../lib/planner-config.ts';
import { mintAppleChain } from '../../support/stores/apple-chain.ts';
import { startGooglePlay } from '../../support/stores/google-play.ts';

let outdir: string;
let identify: typeof identifyPurchase;
beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'liftlog-stores-'));
  const entryPoints = { index: 'lib/auth/stores/verify.ts' };
  await build({ ...splitOptions, entryPoints, outdir, sourcemap: false });
  // By Node itself: vitest lends modules a `require` of its own.
  ({ identifyPurchase: identify } = createRequire(import.meta.url)(join(outdir, 'index.mjs')));
});
afterAll(() => rm(outdir, { recursive: true, force: true }));

const settings = readSettings(plannerSettings, { STAGE: 'prod' });

it("Google's library works in a bundle", async () => {
  const google = await startGooglePlay();
  google.script({ 'products/pro/tokens/tok': { json: { purchaseState: 0 } } });
  const config = { ...settings, GOOGLE_BASE_URL: google.url };
  const secrets = { GOOGLE_APPLICATION_CREDENTIALS: google.credentials };
  expect(await identify('Google', 'pro:tok', config, secrets)).toBe('tok');
  expect(await identify('Google', 'other', config, secrets)).toBe(undefined);
  await google.stop();
});

it("Apple's library works in a bundle", async () => {
  const apple = await mintAppleChain();
  const jws = apple.signTransaction({
    originalTransactionId: '2000000123',
    bundleId: 'com.limajuice.liftlog',
    productId: 'pro',
    environment: 'Production',
    signedDate: Date.now(),
  });
  const secrets = { APPLE_ROOT_CERTIFICATES: apple.root };
  expect(await identify('Apple', jws, settings, secrets)).toBe('2000000123');
  expect(await identify('Apple', `${jws}A`, settings, secrets)).toBe(undefined);
});
