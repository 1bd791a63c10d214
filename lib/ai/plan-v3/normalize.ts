import { type ExerciseV3, PLAN_VERSION, type PlanV3, SESSION_VERSION } from '../../contract/plan-v3.ts';
import { isCardio, normalizeCardio } from './cardio.ts';
import { LIMITS } from './limits.ts';
import { withoutOpenSuperset } from './superset.ts';
import { clean, propertiesOf, readList, readText } from './values.ts';
import { normalizeWeighted } from './weighted.ts';

/** A session whose exercises are normalized and whose texts are not. */
interface SessionDraft {
  readonly name: string;
  readonly notes: string;
  readonly exercises: readonly ExerciseV3[];
}

interface PlanDraft {
  readonly name: string;
  readonly description: string;
  readonly sessions: readonly SessionDraft[];
}

/**
 * Reads an exercise in the app's format, in that of version 1, or in a similar one.
 *
 * @param isGiven tells whether the person gave a link.
 * @returns undefined when it is not a usable exercise.
 */
export function normalizeExercise(
  value: unknown,
  isGiven: (link: string) => boolean,
): ExerciseV3 | undefined {
  const properties = propertiesOf(value);
  const name = clean(readText(properties['name']), LIMITS.exerciseName);
  if (name.trim() === '') return undefined;
  const link = readText(properties['link']);
  const common = {
    name,
    notes: clean(readText(properties['notes']).trim(), LIMITS.notes),
    link: isLink(link) && isGiven(link) ? link : '',
  };
  return isCardio(properties) ? normalizeCardio(properties, common) : normalizeWeighted(properties, common);
}

const isLink = (text: string) =>
  text.length <= LIMITS.link && text.isWellFormed() && /^https?:\/\/[^\s\0]+$/i.test(text);

/** Makes a plan in the app's format from texts and exercises. */
export function toPlanV3({ name, description, sessions }: PlanDraft): PlanV3 {
  const title = clean(name.trim(), LIMITS.name);
  return {
    name: title,
    description: clean(description.trim(), LIMITS.description),
    blueprint: {
      version: PLAN_VERSION,
      name: title,
      sessions: sessions.slice(0, LIMITS.sessions).map(toSession),
      lastEdited: new Date().toISOString().slice(0, 10),
    },
    version: PLAN_VERSION,
  };
}

const toSession = ({ name, notes, exercises }: SessionDraft): PlanV3['blueprint']['sessions'][number] => ({
  version: SESSION_VERSION,
  name: clean(name.trim(), LIMITS.name),
  exercises: withoutOpenSuperset(exercises.slice(0, LIMITS.exercises)),
  notes: clean(notes.trim(), LIMITS.notes),
});

/** The parts of a plan in the model's format or in the app's, which has the sessions in a blueprint. */
export function partsOfPlan(value: unknown) {
  const { name, description, sessions, blueprint } = propertiesOf(value);
  const inner = propertiesOf(blueprint);
  return {
    name: readText(name) || readText(inner['name']),
    description: readText(description),
    sessions: readList(sessions ?? inner['sessions']) ?? [],
  };
}
