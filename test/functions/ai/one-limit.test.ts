import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ScriptedModel, says, startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { openPlain } from '../../support/chat/plain.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';
import { type AppleChain, mintAppleChain } from '../../support/stores/apple-chain.ts';
import { type GooglePlay, startGooglePlay } from '../../support/stores/google-play.ts';

const HOUR = 3_600_000;
const workout = { attributes: workoutAttributes() };

let model: ScriptedModel;
let apple: AppleChain;
let google: GooglePlay;
let api: AiSystem;
beforeAll(async () => {
  [model, apple, google] = await Promise.all([startScriptedModel(), mintAppleChain(), startGooglePlay()]);
  google.script({ 'products/pro/tokens/tok': { json: { purchaseState: 0 } } });
  api = await startAiSystem({
    STAGE: 'prod',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'k',
    APPLE_ROOT_CERTIFICATES: apple.root,
    GOOGLE_BASE_URL: google.url,
    GOOGLE_APPLICATION_CREDENTIALS: google.credentials,
    RATE_LIMIT_MOBILE_PER_DAY: 5,
  });
});
beforeEach(async () => {
  model.script();
  await api.rateLimit.query('delete from rate_limit_consumptions');
});
afterAll(async () => {
  await api.stop();
  await Promise.all([model.stop(), google.stop()]);
});

/** One purchase's, signed anew. */
const signedTransaction = () =>
  apple.signTransaction({
    originalTransactionId: '2000000123',
    bundleId: 'com.limajuice.liftlog',
    productId: 'pro',
    environment: 'Production',
    signedDate: Date.now(),
  });

const keyOf = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();

/** Has calls counted under a token as it is written, as the C# backend counts them. */
async function haveCounted(token: string, calls: number, hoursAgo = 1): Promise<void> {
  const times = Array.from({ length: calls }, (_, index) => new Date(Date.now() - hoursAgo * HOUR - index));
  await api.rateLimit.query('insert into rate_limit_consumptions (key, requests) values ($1, $2)', [
    keyOf(token),
    times,
  ]);
}

const statusOf = async (authorization: string) => (await api.call('workout', workout, authorization)).status;

async function statusesOf(authorizations: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const authorization of authorizations) statuses.push(await statusOf(authorization));
  return statuses;
}

describe('one limit', () => {
  it('is that of an Apple purchase, whichever of its signed transactions is shown', async () => {
    const tokens = Array.from({ length: 7 }, () => `Apple ${signedTransaction()}`);
    expect(await statusesOf(tokens)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it("is that of a token of Google's, with and without its product, however many come at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => statusOf(index % 2 === 0 ? 'Google tok' : 'Google pro:tok')),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(15);
  });
});

describe('what was counted under a token as it was written', () => {
  it('counts, in one Data API call', async () => {
    const token = signedTransaction();
    await haveCounted(token, 3);
    api.dataApi.calls.clear();
    expect(await statusOf(`Apple ${token}`)).toBe(200);
    expect(api.dataApi.calls.entries).toHaveLength(1);
    expect(await statusesOf([`Apple ${token}`, `Apple ${token}`])).toEqual([200, 429]);
  });

  it('is taken over, so that it counts for the other tokens of the purchase too', async () => {
    const token = signedTransaction();
    await haveCounted(token, 3);
    const tokens = [token, signedTransaction(), signedTransaction()].map((each) => `Apple ${each}`);
    expect(await statusesOf(tokens)).toEqual([200, 200, 429]);
  });

  it('counts where it is all that was counted, and says when the next call is free', async () => {
    await haveCounted('pro:tok', 5);
    const refused = await api.call('workout', workout, 'Google tok');
    expect(refused.status).toBe(429);
    const free = Date.parse(refused.headers.get('retry-after') ?? '');
    expect(Math.abs(free - (Date.now() + 23 * HOUR))).toBeLessThan(60_000);
  });

  it('counts under both spellings, while the C# backend goes on counting', async () => {
    await haveCounted('pro:tok', 2);
    await haveCounted('tok', 2, 2);
    expect(await statusOf('Google pro:tok')).toBe(200);
    await api.rateLimit.query(
      'update rate_limit_consumptions set requests = requests || now() where key = $1',
      [keyOf('pro:tok')],
    );
    expect(await statusOf('Google tok')).toBe(429);
  });

  it('counts no longer after a day', async () => {
    const token = signedTransaction();
    await haveCounted(token, 5);
    await api.rateLimit.query(
      "update rate_limit_consumptions set requests = array(select time - interval '1 day' from unnest(requests) as time)",
    );
    expect(await statusOf(`Apple ${token}`)).toBe(200);
  });

  it('counts for a chat', async () => {
    const token = signedTransaction();
    await haveCounted(token, 4);
    model.script(says('Hello.'));
    const url = `${api.url.replace('http:', 'ws:')}/ai-chat`;
    const said = async () => {
      const chat = await openPlain(url, { token: `Apple ${token}` });
      const messages = await chat.call('SendMessage', 'Hi.');
      await chat.close();
      return JSON.stringify(messages);
    };
    expect(await said()).toContain('Hello.');
    expect(await said()).toContain('5 calls in 24 hours');
  });
});
