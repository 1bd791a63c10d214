import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logMetrics } from '../../infra/constructs/metrics/log-metrics.ts';
import { type ScriptedModel, says, startScriptedModel } from '../../infra/local/scripted-model/index.ts';
import { type AiSystem, startAiSystem } from '../support/planner/ai-system.ts';
import { workoutAttributes } from '../support/planner/planner.ts';

// The metrics are counted out of fields of the log lines: these are there, by these names.

let api: AiSystem;
let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
  api = await startAiSystem({
    OPENAI_API_KEY: 'a key',
    OPENAI_BASE_URL: model.url,
    RATE_LIMIT_WEB_PER_DAY: 2,
  });
});
afterEach(async () => {
  api.dataApi.faults.clear();
  model.script();
  await api.rateLimit.query('delete from rate_limit_consumptions');
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

/** The record of the call that this makes. */
async function recordOf(call: () => Promise<unknown>) {
  const before = api.logLines.length;
  await call();
  const records = () =>
    api.logLines.slice(before).flatMap((line) => {
      const { message } = JSON.parse(line);
      return 'status' in message ? [message] : [];
    });
  await expect.poll(records).toHaveLength(1);
  return records()[0];
}

const askForPlan = () => api.call('workout', { attributes: workoutAttributes() });

/** The value that a metric takes from a record. */
const valueOf = ({ value }: { readonly value: string }, record: Record<string, unknown>) =>
  record[value.replace('$.message.', '')];

test("a plan's line has the seconds and the tokens of the model, as its server counts them", async () => {
  const record = await recordOf(askForPlan);
  expect(record).toMatchObject({ route: 'ai/workout', status: 200 });
  expect(valueOf(logMetrics.modelMilliseconds, record)).toBeGreaterThanOrEqual(0);
  expect(valueOf(logMetrics.modelInputTokens, record)).toBeGreaterThan(100);
  expect(valueOf(logMetrics.modelOutputTokens, record)).toBeGreaterThan(50);
});

test('an answer that is asked for twice has the tokens of both', async () => {
  const once = await recordOf(askForPlan);
  model.script(says('{}'), says('{}'));
  const twice = await recordOf(askForPlan);
  expect(valueOf(logMetrics.modelOutputTokens, twice)).toBe(2);
  expect(valueOf(logMetrics.modelInputTokens, twice)).toBe(
    2 * Number(valueOf(logMetrics.modelInputTokens, once)),
  );
});

test('a call of the Data API that is sent again, or waits for the database, is counted', async () => {
  api.dataApi.faults.fail('ThrottlingException');
  api.dataApi.faults.fail('DatabaseResumingException', { times: 2 });
  const record = await recordOf(askForPlan);
  expect(valueOf(logMetrics.databaseRetries, record)).toBe(1);
  expect(valueOf(logMetrics.databaseResumes, record)).toBe(1);
});

test('a limit that is reached, and a refused token, are statuses of the line', async () => {
  expect(await recordOf(() => api.call('workout', {}, 'Web wrong'))).toMatchObject({ status: 401 });
  await recordOf(askForPlan);
  await recordOf(askForPlan);
  expect(await recordOf(askForPlan)).toMatchObject({ status: 429 });
});
