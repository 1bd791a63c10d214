import type { ExerciseV3, PlanV3 } from '../../contract/plan-v3.ts';
import { normalizeExercise, partsOfPlan, toPlanV3 } from './normalize.ts';
import { truncate } from './truncate.ts';
import { propertiesOf, readList, readText } from './values.ts';

/** Tells whether the person gave a link. */
type IsGiven = (link: string) => boolean;

/**
 * Reads a plan while the model writes it. Texts grow; each exercise is added when it is complete.
 *
 * @param isWhole tells whether an object is complete.
 * @returns a function that makes a plan from the JSON so far; undefined while it has no name, or nothing new to show.
 */
export function planReaderV3(
  isWhole: (value: unknown) => boolean,
  isGiven: IsGiven,
): (value: unknown) => PlanV3 | undefined {
  let open: unknown;
  const known = new WeakMap<object, ExerciseV3 | undefined>();

  const toExercise = (value: unknown): ExerciseV3[] => {
    if (typeof value !== 'object' || value === null || !isWhole(value)) return [];
    if (!known.has(value)) known.set(value, normalizeExercise(value, isGiven));
    const exercise = known.get(value);
    return exercise === undefined ? [] : [exercise];
  };

  return (value) => {
    const { sessions, ...texts } = partsOfPlan(value);
    const newest = exercisesOf(sessions.at(-1)).at(-1);
    // Only the newest exercise has grown, which is not shown until it is complete.
    if (newest !== undefined && newest === open && !isWhole(newest)) return undefined;
    open = newest;
    if (texts.name.trim() === '') return undefined;
    const drafts = sessions.map((each) => toSession(each, toExercise));
    return truncate(toPlanV3({ ...texts, sessions: drafts.filter(({ name }) => name.trim() !== '') }));
  };
}

/**
 * Reads a complete plan.
 *
 * @returns undefined when it has no exercises.
 */
export function readPlanV3(value: unknown, isGiven: IsGiven): PlanV3 | undefined {
  const { name, description, sessions } = partsOfPlan(value);
  const toExercise = (each: unknown) => [normalizeExercise(each, isGiven) ?? []].flat();
  const drafts = sessions.map((each) => toSession(each, toExercise));
  if (drafts.every(({ exercises }) => exercises.length === 0)) return undefined;
  const named = drafts.map((draft, index) => ({
    name: draft.name.trim() || String(index + 1),
    notes: draft.notes,
    exercises: draft.exercises,
  }));
  return truncate(toPlanV3({ name: name.trim() || 'LiftLog', description, sessions: named }));
}

function toSession(value: unknown, toExercise: (each: unknown) => readonly ExerciseV3[]) {
  const { name, notes } = propertiesOf(value);
  return {
    name: readText(name),
    notes: readText(notes),
    exercises: exercisesOf(value).flatMap(toExercise),
  };
}

const exercisesOf = (session: unknown) => readList(propertiesOf(session)['exercises']) ?? [];
