import { startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import { sessionAttributes, workoutAttributes } from '../../support/planner/planner.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases } from './database.ts';
import { figure, type Table } from './report.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 100;
const WARM_UP_ROUNDS = 30;
const MAX_DATA_API_CALLS = 3;
const MAX_MILLISECONDS = 15;

const WEB_KEY = 'a-web-key-for-the-bench';
const MODEL_KEY = 'a-model-key-for-the-bench';

/** The overhead of an AI call over the model's own time, with a scripted model. */
export async function measureAi(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'ai');
  const model = await startScriptedModel();
  const api = await startBenchApi(databases, {
    WEB_AUTH_API_KEY: WEB_KEY,
    OPENAI_API_KEY: MODEL_KEY,
    OPENAI_BASE_URL: model.url,
    RATE_LIMIT_WEB_PER_DAY: 1_000,
  });

  const measure = async (path: string, attributes: object) => {
    const ask = () =>
      post(`${api.url}${path}`, { authorization: `Web ${WEB_KEY}` }, JSON.stringify({ attributes }));
    await ask();
    const request = JSON.stringify(model.calls.at(-1)?.request);
    const askModel = () =>
      post(`${model.url}/chat/completions`, { authorization: `Bearer ${MODEL_KEY}` }, request);

    const before = api.countCalls();
    await ask();
    const dataApiCalls = api.countCalls() - before;
    const ours: number[] = [];
    const models: number[] = [];
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
      // Alternately, so that a slow moment of the machine affects both.
      const times = [await timed(ask), await timed(askModel)] as const;
      if (round < 0) continue;
      ours.push(times[0]);
      models.push(times[1]);
    }
    return {
      request: `POST ${path}`,
      'Data API calls': figure(dataApiCalls, '', MAX_DATA_API_CALLS),
      median: figure(median(ours), 'ms'),
      "the model's": figure(median(models), 'ms'),
      "over the model's": figure(
        median(ours.map((time, round) => time - (models[round] ?? Number.NaN))),
        'ms',
        MAX_MILLISECONDS,
      ),
    };
  };
  try {
    return {
      title: 'AI calls',
      about:
        `One client, warm, medians of ${ROUNDS}. The model is a scripted one that answers at once; its own time is\n` +
        "that of the function's request sent straight to it.",
      rows: [
        await measure('/v2/ai/workout', workoutAttributes()),
        await measure('/v2/ai/session', sessionAttributes()),
      ],
    };
  } finally {
    await api.stop();
    await model.stop();
  }
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} returned ${response.status}: ${text}`);
}
