import { describe, expect, it } from 'vitest';
import { gives } from '../../infra/local/scripted-model/index.ts';
import { planSession, planWorkout } from '../../lib/ai/planner.ts';
import { makeSession, makeWorkout } from '../../lib/contract/ai.ts';
import {
  modelExercise,
  modelSession,
  sessionAttributes,
  workoutAttributes,
} from '../support/planner/planner.ts';
import { useScriptedModel } from '../support/planner/scripted.ts';

const scripted = useScriptedModel();

/** The exercise that a client gets for one that the model gave. */
async function mended(given: object) {
  scripted.script(gives(modelSession({ exercises: [modelExercise(given), ...modelSession().exercises] })));
  const { exercises } = await planSession(scripted.model, sessionAttributes());
  return exercises[0];
}

describe('a plan', () => {
  it('comes in the form of the contract', async () => {
    const plan = await planWorkout(scripted.model, workoutAttributes({ daysPerWeek: 4 }));
    expect(makeWorkout.response.parse(plan)).toEqual(plan);
    expect(plan.sessions).toHaveLength(4);
  });

  it('has only what the app can hold', async () => {
    const sessions = Array.from({ length: 40 }, () => modelSession({ notes: 'n'.repeat(5_000) }));
    scripted.script(gives({ name: 'n'.repeat(5_000), description: 'd'.repeat(50_000), sessions }));
    const plan = await planWorkout(scripted.model, workoutAttributes());
    expect(plan.name).toHaveLength(100);
    expect(plan.description).toHaveLength(2_000);
    expect(plan.sessions).toHaveLength(14);
    expect(plan.sessions[0]?.notes).toHaveLength(1_000);
  });
});

describe('a session', () => {
  it('comes in the form of the contract', async () => {
    const session = await planSession(scripted.model, sessionAttributes());
    expect(makeSession.response.parse(session)).toEqual(session);
  });

  it('has exercises exactly as the app reads them', async () => {
    expect(await mended({})).toEqual({
      name: 'Bench Press',
      sets: 3,
      repsPerSet: 8,
      weightIncreaseOnSuccess: 2.5,
      restBetweenSets: { minRest: '00:02:00', maxRest: '00:03:00', failureRest: '00:05:00' },
      supersetWithNext: false,
      notes: '',
      link: '',
    });
  });

  it('keeps nothing that the model adds on its own', async () => {
    expect(await mended({ link: 'https://example.com', supersetWithNext: true, extra: 1 })).toEqual(
      await mended({}),
    );
  });

  it('has no more than 30 exercises', async () => {
    scripted.script(gives(modelSession({ exercises: Array.from({ length: 99 }, () => modelExercise()) })));
    expect((await planSession(scripted.model, sessionAttributes())).exercises).toHaveLength(30);
  });
});

describe('rests', () => {
  it.each([
    [
      [180, 60, 300],
      ['00:03:00', '00:03:00', '00:05:00'],
    ],
    [
      [60, 90, 0],
      ['00:01:00', '00:01:30', '00:01:30'],
    ],
    [
      [300, 200, 100],
      ['00:05:00', '00:05:00', '00:05:00'],
    ],
    [
      [-5, 59.6, 3_661],
      ['00:00:00', '00:01:00', '01:01:01'],
    ],
    [
      [86_399, 86_400, 200_000],
      ['23:59:59', '1.00:00:00', '2.07:33:20'],
    ],
    [
      [0, 0, 1e300],
      ['00:00:00', '00:00:00', '7.00:00:00'],
    ],
  ])('%j become %j', async ([minRestSeconds, maxRestSeconds, failureRestSeconds], expected) => {
    const exercise = await mended({ minRestSeconds, maxRestSeconds, failureRestSeconds });
    expect(Object.values(exercise?.restBetweenSets ?? {})).toEqual(expected);
  });
});

describe('numbers', () => {
  it.each([
    [{ sets: 0, repsPerSet: -3, weightIncreaseOnSuccess: -2.5 }, [1, 1, 0]],
    [{ sets: 1e9, repsPerSet: 1e9, weightIncreaseOnSuccess: 1e9 }, [50, 500, 500]],
    [{ sets: 3.4, repsPerSet: 7.5, weightIncreaseOnSuccess: 1.25 }, [3, 8, 1.25]],
    [{ sets: 3, repsPerSet: 8, weightIncreaseOnSuccess: 0.1 + 0.2 }, [3, 8, 0.3]],
  ])('%j become %j', async (given, expected) => {
    const exercise = await mended(given);
    expect([exercise?.sets, exercise?.repsPerSet, exercise?.weightIncreaseOnSuccess]).toEqual(expected);
  });
});

describe('texts', () => {
  it('are trimmed, cut between characters, and free of what no database holds', async () => {
    const exercise = await mended({ name: `  ${'x'.repeat(99)}💪`, notes: 'a\0b\uD800 ' });
    expect(exercise?.name).toBe('x'.repeat(99));
    expect(exercise?.notes).toBe('ab\uFFFD');
  });
});
