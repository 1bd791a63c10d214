import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  fails,
  filters,
  hangs,
  limitsRate,
  refuses,
  type Script,
  type ScriptedModel,
  says,
  startScriptedModel,
} from '../../../infra/local/scripted-model/index.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';

const workout = { attributes: workoutAttributes() };

let model: ScriptedModel;
let api: AiSystem;
beforeAll(async () => {
  model = await startScriptedModel();
  api = await startAiSystem({ OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'k', OPENAI_TIMEOUT: 2_000 });
});
beforeEach(() => api.rateLimit.query('delete from rate_limit_consumptions'));
afterAll(async () => {
  await api.stop();
  await model.stop();
});

async function countedCalls(): Promise<number> {
  const { rows } = await api.rateLimit.query(
    'select coalesce(sum(cardinality(requests)), 0)::int as calls from rate_limit_consumptions',
  );
  return rows[0].calls;
}

const HALF = '{"name":"A plan"';

describe('a call whose model', () => {
  it.each<[string, Script[], number]>([
    ['fails', [fails(500)], 502],
    ['is busy', [limitsRate()], 503],
    ['refuses the key', [fails(401)], 503],
    ['is silent', [hangs()], 504],
    ['closes the connection', [breaksOff(HALF, 0)], 502],
  ])('%s gave nothing and is given back', async (_name, scripts, status) => {
    model.script(...scripts);
    expect((await api.call('workout', workout)).status).toBe(status);
    expect(await countedCalls()).toBe(0);
  });

  it.each<[string, Script[], number, number]>([
    ['refuses', [refuses()], 502, 1],
    ['is filtered', [filters()], 502, 1],
    ['is cut off', [cutsOff(HALF)], 502, 1],
    ['breaks off', [breaksOff(HALF, 9)], 502, 1],
    ['falls silent', [says(HALF, { piece: 4, pause: 60_000 })], 504, 1],
    ['gives no plan, twice', [says('No.')], 502, 2],
    ['gives no plan, and then nothing', [says('No.'), fails(400)], 502, 2],
  ])('%s has cost tokens and counts', async (_name, scripts, status, calls) => {
    model.script(...scripts);
    expect((await api.call('workout', workout)).status).toBe(status);
    expect(await countedCalls()).toBe(1);
    expect(model.calls).toHaveLength(calls);
  });
});
