import type { Exercise, Plan, Session } from '../contract/ai.ts';
import type { ModelExercise, ModelPlan, ModelSession } from './plan-schema.ts';
import { toTimeSpan } from './time-span.ts';

/** The limits of what the app can store and show. Lengths are in UTF-16 units, rests in seconds. */
const LIMITS = {
  name: 100,
  notes: 1_000,
  description: 2_000,
  sessions: 14,
  exercises: 30,
  sets: 50,
  reps: 500,
  weight: 500,
  rest: 7 * 24 * 60 * 60,
};

/** Brings a model's plan within the app's limits. */
export const normalizePlan = ({ name, description, sessions }: ModelPlan): Plan => ({
  name: truncate(name, LIMITS.name),
  description: truncate(description, LIMITS.description),
  sessions: sessions.slice(0, LIMITS.sessions).map(normalizeSession),
});

/** Brings a model's session within the app's limits. */
export const normalizeSession = ({ name, exercises, notes }: ModelSession): Session => ({
  name: truncate(name, LIMITS.name),
  exercises: exercises.slice(0, LIMITS.exercises).map(normalizeExercise),
  notes: truncate(notes, LIMITS.notes),
});

const normalizeExercise = (exercise: ModelExercise): Exercise => ({
  name: truncate(exercise.name, LIMITS.name),
  sets: clamp(Math.round(exercise.sets), 1, LIMITS.sets),
  repsPerSet: clamp(Math.round(exercise.repsPerSet), 1, LIMITS.reps),
  weightIncreaseOnSuccess: clamp(toThousandths(exercise.weightIncreaseOnSuccess), 0, LIMITS.weight),
  restBetweenSets: normalizeRests(exercise),
  supersetWithNext: false,
  notes: truncate(exercise.notes, LIMITS.notes),
  link: '',
});

/** No rest is shorter than the one before it; the first is kept as it is. */
function normalizeRests({ minRestSeconds, maxRestSeconds, failureRestSeconds }: ModelExercise) {
  const inBounds = (seconds: number) => clamp(Math.round(seconds), 0, LIMITS.rest);
  const minRest = inBounds(minRestSeconds);
  const maxRest = Math.max(minRest, inBounds(maxRestSeconds));
  const failureRest = Math.max(maxRest, inBounds(failureRestSeconds));
  return {
    minRest: toTimeSpan(minRest),
    maxRest: toTimeSpan(maxRest),
    failureRest: toTimeSpan(failureRest),
  };
}

const clamp = (value: number, minimum: number, maximum: number) =>
  Math.min(Math.max(value, minimum), maximum);

const toThousandths = (value: number) => Math.round(value * 1_000) / 1_000;

/** Truncates a text to `length`, without splitting a character. */
const truncate = (text: string, length: number) =>
  text
    .trim()
    .toWellFormed()
    .replaceAll('\0', '')
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '');
