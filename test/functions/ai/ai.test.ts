import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fails,
  gives,
  refuses,
  type Script,
  type ScriptedModel,
  says,
  startScriptedModel,
} from '../../../infra/local/scripted-model/index.ts';
import { planFor } from '../../../infra/local/scripted-model/plans.ts';
import { makeSession, makeWorkout } from '../../../lib/contract/ai.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { type AiSystem, startAiSystem } from '../../support/planner/ai-system.ts';
import { countedCalls } from '../../support/planner/counted-calls.ts';
import { sessionAttributes, workoutAttributes } from '../../support/planner/planner.ts';

let scripted: ScriptedModel;
let api: AiSystem;
beforeAll(async () => {
  scripted = await startScriptedModel();
  api = await startAiSystem({ OPENAI_BASE_URL: scripted.url, OPENAI_API_KEY: 'a key of the model' });
});
beforeEach(() => scripted.script());
afterAll(async () => {
  await api.stop();
  await scripted.stop();
});

const workout = { attributes: workoutAttributes() };
const session = { attributes: sessionAttributes() };

describe('POST /v2/ai/workout', () => {
  it('answers a plan in the form of the contract', async () => {
    const { status, headers, body } = await api.call('workout', workout);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(makeWorkout.response.parse(body)).toEqual(body);
    expect(body.sessions).toHaveLength(3);
  });

  it('waits for a model that thinks for longer than a buffered answer may take', async () => {
    scripted.script((request) => gives(planFor(request), { thinking: 300 }));
    expect((await api.call('workout', workout)).status).toBe(200);
  });

  it('asks the model for nothing when the body is refused, or the token', async () => {
    expectProblem(await api.call('workout', { attributes: { ...workout.attributes, age: 11 } }), 400, [
      'attributes.age',
    ]);
    expectProblem(await api.call('workout', workout, 'Web another-key'), 401);
    expect(scripted.calls).toHaveLength(0);
  });
});

describe('POST /v2/ai/session', () => {
  it('answers a session in the form of the contract', async () => {
    const { status, body } = await api.call('session', session);
    expect(status).toBe(200);
    expect(makeSession.response.parse(body)).toEqual(body);
    expect(body.exercises).toHaveLength(5);
  });

  it('takes a form from a client that writes other names', async () => {
    const { status } = await api.call('session', {
      Attributes: {
        areas_to_workout: ['Chest'],
        Volume: 10,
        exercise_to_kilograms: { bench_press: 50 },
        USE_IMPERIAL_UNITS: true,
      },
    });
    expect(status).toBe(200);
    expect(JSON.parse(scripted.calls[0]?.request.messages[1]?.content ?? '')).toMatchObject({
      areasToWorkout: ['Chest'],
      liftedToday: [{ exercise: 'bench_press', kilograms: 50 }],
      unitOfWeights: 'pounds',
    });
  });
});

describe('when the model fails', () => {
  it.each<[string, Script, number]>([
    ['a refusal', refuses(), 502],
    ['nonsense', says('Here is your plan!'), 502],
    ['a failure', fails(500), 502],
    ['a rate limit', fails(429), 503],
  ])('%s is a problem that quotes nobody', async (_name, script, status) => {
    scripted.script(script);
    const secret = 'My knee is my own business.';
    const answer = await api.call('workout', { attributes: workoutAttributes({ additionalInfo: secret }) });
    expectProblem(answer, status);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
    const log = api.logLines.join('\n');
    expect(log).toContain('ai/workout');
    for (const text of [secret, 'a key of the model', 'Here is your plan']) expect(log).not.toContain(text);
  });
});

it('costs nothing when the model gives nothing', async () => {
  const limited = await startAiSystem({
    OPENAI_BASE_URL: scripted.url,
    OPENAI_API_KEY: 'k',
    RATE_LIMIT_WEB_PER_DAY: 1,
  });
  try {
    scripted.script(fails(500));
    expectProblem(await limited.call('workout', workout), 502);
    expectProblem(await limited.call('session', session), 502);
    scripted.script();
    expect((await limited.call('session', session)).status).toBe(200);
    expectProblem(await limited.call('workout', workout), 429);
    expect(scripted.calls).toHaveLength(1);
  } finally {
    await limited.stop();
  }
});

it('quotes no more than the start of a name in an error', async () => {
  const exerciseToKilograms = { [`Squat${'!'.repeat(10_000)}`]: 100 };
  const { status, body } = await api.call('session', {
    attributes: sessionAttributes({ exerciseToKilograms }),
  });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('attributes.exerciseToKilograms.Squat!');
  expect(JSON.stringify(body).length).toBeLessThan(600);
});

it('says what to set when there is no key for the model, and costs nothing', async () => {
  const unset = await startAiSystem({ OPENAI_BASE_URL: scripted.url });
  try {
    const answer = await unset.call('workout', workout);
    expectProblem(answer, 503);
    expect(answer.body.detail).toContain('OPENAI_API_KEY');
    expect(scripted.calls).toHaveLength(0);
    expect(await countedCalls(unset)).toBe(0);
  } finally {
    await unset.stop();
  }
});
