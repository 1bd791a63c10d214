import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  cutsOff,
  fails,
  type ScriptedModel,
  startScriptedModel,
} from '../../../infra/local/scripted-model/index.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { countedCalls, limitKey, WEB_KEY } from '../../support/planner/counted-calls.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';
import { type ScriptedService, startScriptedService } from '../../support/stores/scripted-service.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const workout = { attributes: workoutAttributes() };
const entitled = { json: { subscriber: { entitlements: { pro: { expires_date: null } } } } };

let model: ScriptedModel;
let store: ScriptedService;
let api: AiSystem;
beforeAll(async () => {
  model = await startScriptedModel();
  store = await startScriptedService();
  api = await startAiSystem({
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'k',
    REVENUECAT_BASE_URL: store.url,
    REVENUECAT_API_KEY: 'k',
  });
});
beforeEach(async () => {
  model.script();
  store.script(entitled);
  api.dataApi.faults.clear();
  await api.rateLimit.query('delete from rate_limit_consumptions');
});
afterAll(async () => {
  await api.stop();
  await store.stop();
  await model.stop();
});

/** Has calls counted at these times, as the C# backend writes them. */
async function haveCounted(times: readonly number[], token = WEB_KEY): Promise<void> {
  await api.rateLimit.query('insert into rate_limit_consumptions (key, requests) values ($1, $2)', [
    limitKey(token),
    times.map((time) => new Date(time)),
  ]);
}

/** As if the given time had passed since the calls that were counted. */
async function letPass(milliseconds: number): Promise<void> {
  await api.rateLimit.query(
    `update rate_limit_consumptions
     set requests = array(select time - $1::float8 * interval '1 millisecond' from unnest(requests) as time)`,
    [milliseconds],
  );
}

const statusesOf = async (calls: number, token?: string) => {
  const answers = await Promise.all(Array.from({ length: calls }, () => api.call('workout', workout, token)));
  return Map.groupBy(answers, ({ status }) => status);
};

it('of 300 calls at once with a web token, exactly 100 pass', async () => {
  const answers = await statusesOf(300);
  expect(answers.get(200)).toHaveLength(100);
  expect(answers.get(429)).toHaveLength(200);
  expect(await countedCalls(api)).toBe(100);
}, 60_000);

it("of 300 calls at once with another store's token, exactly 20 pass", async () => {
  const answers = await statusesOf(300, 'RevenueCat customer');
  expect(answers.get(200)).toHaveLength(20);
  expect(answers.get(429)).toHaveLength(280);
}, 60_000);

it('says when the next call is free, and holds to it', async () => {
  const oldest = Date.now() - 5 * HOUR;
  await haveCounted([oldest, ...Array.from({ length: 99 }, () => Date.now() - HOUR)]);
  const refused = await api.call('workout', workout);
  expectProblem(refused, 429);
  const free = Date.parse(refused.headers.get('retry-after') ?? '');
  expect(free).toBeGreaterThanOrEqual(oldest + DAY);
  expect(free).toBeLessThan(oldest + DAY + 1_000);

  await letPass(free - Date.now() - 10_000);
  expect((await api.call('workout', workout)).status).toBe(429);
  await letPass(11_000);
  expect((await api.call('workout', workout)).status).toBe(200);
  expect((await api.call('workout', workout)).status).toBe(429);
});

it('counts the plans and the sessions of a token together, and each token by itself', async () => {
  await haveCounted(
    Array.from({ length: 19 }, () => Date.now() - HOUR),
    'customer-a',
  );
  const session = {
    attributes: { areasToWorkout: ['Back'], volume: 10, exerciseToKilograms: {}, useImperialUnits: false },
  };
  expect((await api.call('session', session, 'RevenueCat customer-a')).status).toBe(200);
  expect((await api.call('workout', workout, 'RevenueCat customer-a')).status).toBe(429);
  expect((await api.call('workout', workout, 'RevenueCat customer-b')).status).toBe(200);
});

it('stores the hash of the token and never the token', async () => {
  await api.call('workout', workout);
  const { rows } = await api.rateLimit.query('select * from rate_limit_consumptions');
  expect(rows).toHaveLength(1);
  expect(rows[0].key).toBe(limitKey(WEB_KEY));
  expect(JSON.stringify(rows)).not.toContain(WEB_KEY);
});

it('counts nothing for a bad body or a bad token, and does not ask the database', async () => {
  api.dataApi.calls.clear();
  expect((await api.call('workout', { attributes: {} })).status).toBe(400);
  expect((await api.call('workout', workout, 'Web another key')).status).toBe(401);
  expect((await api.call('workout', { attributes: {} }, 'Web another key')).status).toBe(401);
  expect(api.dataApi.calls.entries).toEqual([]);
  expect(await countedCalls(api)).toBe(0);
});

it('of 300 calls at once that ask for too much, 100 reach the model', async () => {
  model.script(cutsOff('{"name":"A plan","sessions":['));
  const answers = await statusesOf(300);
  expect(answers.get(502)).toHaveLength(100);
  expect(answers.get(429)).toHaveLength(200);
  expect(model.calls).toHaveLength(100);
}, 60_000);

it('counts a call once when the answer of the count is lost', async () => {
  await haveCounted([Date.now() - HOUR]);
  api.dataApi.faults.loseResponse({ times: 2 });
  expect((await api.call('workout', workout)).status).toBe(200);
  expect(await countedCalls(api)).toBe(2);
});

it('gives back a call, and no other, on a database whose clock goes back', async () => {
  const ahead = Date.now() + HOUR;
  await haveCounted([ahead]);
  model.script(fails(500));
  expect((await api.call('workout', workout)).status).toBe(502);
  const { rows } = await api.rateLimit.query('select requests from rate_limit_consumptions');
  expect(rows).toEqual([{ requests: [new Date(ahead)] }]);
});

it('lets nobody pass uncounted when the database is down', async () => {
  api.dataApi.faults.fail('ServiceUnavailableError', { times: 100 });
  const answer = await api.call('workout', workout);
  expectProblem(answer, 503);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(model.calls).toHaveLength(0);
});

it('takes one Data API call', async () => {
  api.dataApi.calls.clear();
  await api.call('workout', workout);
  expect(api.dataApi.calls.entries).toHaveLength(1);
});

it('forgets calls that are older than a day when it counts the next', async () => {
  await haveCounted(Array.from({ length: 100 }, () => Date.now() - DAY - 1_000));
  expect((await api.call('workout', workout)).status).toBe(200);
  expect(await countedCalls(api)).toBe(1);
});
