import { describe, expect, it } from 'vitest';
import { fails, gives, limitsRate, refuses, says } from '../../infra/local/scripted-model/index.ts';
import { planSession, planWorkout } from '../../lib/ai/planner.ts';
import {
  modelExercise,
  modelSession,
  sessionAttributes,
  workoutAttributes,
} from '../support/planner/planner.ts';
import { useScriptedModel } from '../support/planner/scripted.ts';

const scripted = useScriptedModel();

const plan = { name: 'P', description: '', sessions: [modelSession()] };

describe('a second try', () => {
  it.each([
    ['a failure', fails(500)],
    ['a busy model', limitsRate()],
    ['nonsense', says('no plan')],
    ['a plan out of form', gives({ name: 'P' })],
  ])('mends %s', async (_name, first) => {
    scripted.script(first, gives(plan));
    expect((await planWorkout(scripted.model, workoutAttributes({ daysPerWeek: 1 }))).name).toBe('P');
    expect(scripted.calls).toHaveLength(2);
  });

  const short = (name: string, count: number) =>
    modelSession({ name, exercises: Array.from({ length: count }, () => modelExercise()) });

  it('is made for a session with too few exercises', async () => {
    scripted.script(gives(short('first', 4)), gives(short('second', 5)));
    expect((await planSession(scripted.model, sessionAttributes({ volume: 50 }))).name).toBe('second');
  });

  const days = (name: string, count: number) => ({
    ...plan,
    name,
    sessions: Array.from({ length: count }, () => modelSession()),
  });

  it('is made for a plan with fewer sessions than days were asked for', async () => {
    scripted.script(gives(days('first', 2)), gives(days('second', 3)));
    expect((await planWorkout(scripted.model, workoutAttributes({ daysPerWeek: 3 }))).name).toBe('second');
  });

  it('is the last one: a plan for some days is better than none', async () => {
    scripted.script(gives(days('first', 2)), gives(days('second', 2)));
    const { name, sessions } = await planWorkout(scripted.model, workoutAttributes({ daysPerWeek: 3 }));
    expect({ name, sessions: sessions.length }).toEqual({ name: 'second', sessions: 2 });
    expect(scripted.calls).toHaveLength(2);
  });

  it('is the last one: a short session is better than none', async () => {
    scripted.script(gives(short('first', 4)), gives(short('second', 3)));
    expect((await planSession(scripted.model, sessionAttributes({ volume: 50 }))).name).toBe('second');
    expect(scripted.calls).toHaveLength(2);
  });

  it.each([
    ['fails', fails(400)],
    ['is nonsense', says('no plan')],
  ])('that %s leaves the first answer', async (_name, second) => {
    scripted.script(gives(short('first', 4)), second);
    expect((await planSession(scripted.model, sessionAttributes({ volume: 50 }))).name).toBe('first');
  });

  it('that fails after nonsense is the failure told', async () => {
    scripted.script(says('no plan'), refuses());
    await expect(planWorkout(scripted.model, workoutAttributes())).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('refused'),
    });
  });
});
