import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  breaksOff,
  fails,
  hangs,
  limitsRate,
  type Script,
  sends,
} from '../../infra/local/scripted-model/index.ts';
import { openPlain } from '../support/chat/plain.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import { sessionAttributes, workoutAttributes } from '../support/planner/planner.ts';
import { type GooglePlay, startGooglePlay } from '../support/stores/google-play.ts';
import {
  type Reply,
  type ScriptedService,
  startScriptedService,
} from '../support/stores/scripted-service.ts';

let revenueCat: ScriptedService;
let receipts: ScriptedService;
let google: GooglePlay;
let system: ChatSystem;
beforeAll(async () => {
  [revenueCat, receipts, google] = await Promise.all([
    startScriptedService(),
    startScriptedService(),
    startGooglePlay(),
  ]);
  system = await startChatSystem({
    OPENAI_TIMEOUT: 2_000,
    STORE_TIMEOUT: 2_000,
    REVENUECAT_BASE_URL: revenueCat.url,
    REVENUECAT_API_KEY: 'k',
    GOOGLE_BASE_URL: google.url,
    GOOGLE_APPLICATION_CREDENTIALS: google.credentials,
    APPLE_RECEIPT_URL: receipts.url,
  });
});
afterAll(async () => {
  await system.stop();
  await Promise.all([revenueCat, receipts, google].map((service) => service.stop()));
});
beforeEach(() => system.rateLimit.query('delete from rate_limit_consumptions'));

async function countedCalls(): Promise<number> {
  const { rows } = await system.rateLimit.query<{ calls: number }>(
    'select coalesce(sum(cardinality(requests)), 0)::int as calls from rate_limit_consumptions',
  );
  return rows[0]?.calls ?? 0;
}

/** Returns whether a call succeeded, or was refused with a transient error. */
type Outcome = 'completed' | 'told';

async function plan(path: string, attributes: object, authorization = WEB_TOKEN): Promise<Outcome> {
  const { status } = await system.call('POST', `/v2/ai/${path}`, { attributes }, { authorization });
  expect([200, 502, 503, 504]).toContain(status);
  return status === 200 ? 'completed' : 'told';
}

async function chat(): Promise<Outcome> {
  const client = await openPlain(system.chatUrl);
  const messages = await client.call('SendMessage', 'Make me a plan.');
  await client.close();
  const { type, message } = messages.at(-1);
  if (type === 'done') return 'completed';
  expect(message).toMatch(/model/i);
  return 'told';
}

const calls: Record<string, () => Promise<Outcome>> = {
  'POST /ai/workout': () => plan('workout', workoutAttributes()),
  'POST /ai/session': () => plan('session', sessionAttributes()),
  'chat: SendMessage': chat,
};

/** The model's behavior, and whether it cost tokens and so counts. */
const modelFaults: Record<string, { readonly fault: Script; readonly counts: number }> = {
  'model: reset': { fault: breaksOff('{"answer":"Hello."}', 0), counts: 0 },
  'model: slow': { fault: hangs(), counts: 0 },
  'model: 429': { fault: limitsRate(), counts: 0 },
  'model: 500': { fault: fails(500), counts: 0 },
  'model: garbage': { fault: sends('<html>', 'text/html'), counts: 0 },
  'model: half a stream': {
    fault: breaksOff('{"answer":{"name":"A plan","description":"…', 30),
    counts: 1,
  },
};

describe.each(Object.entries(calls))('%s', (row, call) => {
  it.for(Object.entries(modelFaults))('%s', async ([column, { fault, counts }], { task }) => {
    system.model.script(fault);
    const verdict = await call();
    expect(verdict).toBe('told');
    expect(await countedCalls()).toBe(counts);
    system.model.script();
    expect(await call()).toBe('completed');
    expect(await countedCalls()).toBe(counts + 1);
    task.meta.tallies = [{ row, column, verdict }];
  });
});

interface Shop {
  readonly authorization: (token: string) => string;
  /** Has the store answer like this from now on. */
  readonly script: (reply: Reply, token: string) => void;
  readonly good: object;
}

const shops: Record<string, Shop> = {
  RevenueCat: {
    authorization: (token) => `RevenueCat ${token}`,
    script: (reply) => revenueCat.script(reply),
    good: { subscriber: { entitlements: { pro: { expires_date: null } } } },
  },
  Google: {
    authorization: (token) => `Google ${token}`,
    script: (reply, token) => google.script({ [`products/pro/tokens/${token}`]: reply }),
    good: { purchaseState: 0 },
  },
  Apple: {
    authorization: (token) => `Apple ${Buffer.from(token).toString('base64')}`,
    script: (reply) => receipts.script(reply),
    good: {
      status: 0,
      receipt: {
        bundle_id: 'com.limajuice.liftlog',
        in_app: [{ product_id: 'pro', original_transaction_id: '1' }],
      },
    },
  },
};

const shopFaults: Record<string, Reply> = {
  'store: reset': 'reset',
  'store: slow': 'hang',
  'store: 429': { status: 429, json: {} },
  'store: 500': { status: 500, json: {} },
  'store: garbage': { text: '<html>' },
  'store: half an answer': 'break off',
};

describe.each(Object.entries(shops))(
  'POST /ai/session, paid for at %s',
  (name, { authorization, script, good }) => {
    it.for(Object.entries(shopFaults))('%s', async ([column, fault], { task }) => {
      const token = `token-${column.replaceAll(/\W/g, '-')}`;
      const call = () => plan('session', sessionAttributes(), authorization(token));
      script(fault, token);
      const verdict = await call();
      expect(verdict).toBe('told');
      expect(await countedCalls()).toBe(0);
      script({ json: good }, token);
      expect(await call()).toBe('completed');
      expect(await countedCalls()).toBe(1);
      task.meta.tallies = [{ row: `POST /ai/session, ${name}`, column, verdict }];
    });
  },
);
