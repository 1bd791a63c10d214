import type { Plan, Session, SessionAttributes, WorkoutAttributes } from '../contract/ai.ts';
import { ask } from './ask.ts';
import type { Model } from './model.ts';
import { normalizePlan, normalizeSession } from './normalize.ts';
import { minimumExercises, sessionPrompt } from './prompts/session.ts';
import { workoutPrompt } from './prompts/workout.ts';

/** @param signal ends the call. @throws Problem 502 to 504 when the model returns no complete plan. */
export async function planWorkout(
  model: Model,
  attributes: WorkoutAttributes,
  signal = new AbortController().signal,
): Promise<Plan> {
  const { daysPerWeek } = attributes;
  return normalizePlan(
    await ask(model, workoutPrompt(attributes), ({ sessions }) => sessions.length >= daysPerWeek, signal),
  );
}

/** @param signal ends the call. @throws Problem 502 to 504 when the model returns no complete session. */
export async function planSession(
  model: Model,
  attributes: SessionAttributes,
  signal = new AbortController().signal,
): Promise<Session> {
  const minimum = minimumExercises(attributes.volume);
  return normalizeSession(
    await ask(model, sessionPrompt(attributes), ({ exercises }) => exercises.length >= minimum, signal),
  );
}
