import { type ExerciseV3, PLAN_VERSION, type PlanV3, SESSION_VERSION } from '../../contract/plan-v3.ts';
import { isCardio, normalizeCardio } from './cardio.ts';
import { LIMITS } from './limits.ts';
import { withoutOpenSuperset } from './superset.ts';
import { clean, propertiesOf, readList, readText } from './values.ts';
import { normalizeWeighted } from './weighted.ts';

/** A session as it was read: its texts, and its exercises as they are sent. */
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
 * Reads an exercise in the app's form, in that of version 1, or in what is near to them.
 *
 * @param isGiven whether the person gave a link.
 * @returns undefined when there is none in it that can be done.
 */
export function normalizeExercise(
  value: unknown,
  isGiven: (link: string) => boolean,
): ExerciseV3 | undefined {
  const given = propertiesOf(value);
  const name = clean(readText(given['name']), LIMITS.exerciseName);
  if (name.trim() === '') return undefined;
  const link = readText(given['link']);
  const common = {
    name,
    notes: clean(readText(given['notes']).trim(), LIMITS.notes),
    link: isLink(link) && isGiven(link) ? link : '',
  };
  return isCardio(given) ? normalizeCardio(given, common) : normalizeWeighted(given, common);
}

const isLink = (text: string) =>
  text.length <= LIMITS.link && text.isWellFormed() && /^https?:\/\/[^\s\0]+$/i.test(text);

/** A plan in the form of the app, of texts and exercises. */
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

/** The parts of a plan as a model writes it, or as the app has it: with its sessions in a blueprint. */
export function partsOfPlan(value: unknown) {
  const { name, description, sessions, blueprint } = propertiesOf(value);
  const inner = propertiesOf(blueprint);
  return {
    name: readText(name) || readText(inner['name']),
    description: readText(description),
    sessions: readList(sessions ?? inner['sessions']) ?? [],
  };
}
