import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hangs, type ScriptedModel, startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';
import { proxyEvent } from '../../tools/runtime/proxy-event.ts';

// CloudFront waits two minutes for a first byte, and they count from the request's arrival at API Gateway: a cold
// container, a store that is asked and a database that resumes have used some of them up.

let model: ScriptedModel;
let api: AiSystem;
beforeAll(async () => {
  model = await startScriptedModel();
  api = await startAiSystem({ OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'k' });
});
beforeEach(() => api.rateLimit.query('delete from rate_limit_consumptions'));
afterAll(async () => {
  await api.stop();
  await model.stop();
});

/** A call that arrived so many seconds ago. @returns its status, and how many calls are counted after it. */
async function callFrom(seconds: number) {
  const event = proxyEvent('POST', '/ai/workout', {
    body: { attributes: workoutAttributes() },
    headers: { Authorization: 'Web a-shared-web-key' },
  });
  const { stream } = api.functions.invokeStream('ai/workout', {
    ...event,
    requestContext: { ...event.requestContext, requestTimeEpoch: Date.now() - seconds * 1_000 },
  });
  const [head = ''] = (await text(stream)).split('\0');
  const { rows } = await api.rateLimit.query(
    'select coalesce(sum(cardinality(requests)), 0)::int as calls from rate_limit_consumptions',
  );
  return { status: JSON.parse(head).statusCode, counted: rows[0].calls };
}

test('a call that has just arrived has its answer, and counts', async () => {
  model.script();
  expect(await callFrom(0)).toEqual({ status: 200, counted: 1 });
});

test('a model that is silent is given up before CloudFront gives up, and the call is given back', async () => {
  model.script(hangs());
  expect(await callFrom(105)).toEqual({ status: 504, counted: 0 });
  expect(model.calls).toHaveLength(1);
});

test('for a call that nobody waits for any more, the model is not asked and nothing is counted', async () => {
  model.script();
  expect(await callFrom(115)).toEqual({ status: 504, counted: 0 });
  expect(model.calls).toEqual([]);
});
