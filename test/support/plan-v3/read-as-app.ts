import { readExercise } from './read-exercise.ts';
import { dropped, fields, list, text } from './reading.ts';

/**
 * Reads a `chatPlan` as the current app does, and slightly more strictly. It is written from the contract alone, so
 * that it shares no mistake with the server.
 *
 * @returns the values that a person sees, by name.
 * @throws Error when the app would drop the frame, show nonsense or save what it can't read later.
 */
export function readAsApp(frame: unknown) {
  withoutNull(frame);
  const { type, name, description, blueprint, version } = fields(frame, [
    'type',
    'name',
    'description',
    'blueprint',
    'version',
  ]);
  if (type !== 'chatPlan') dropped('The type is another.');
  if (version !== 3) dropped('The version is missing or another.');
  const inner = fields(blueprint, ['version', 'name', 'sessions', 'lastEdited']);
  if (inner['version'] !== 3) dropped('The version of the blueprint is another.');
  if (inner['name'] !== name) dropped('The blueprint has another name.');
  if (!/^\d{4}-\d\d-\d\d$/.test(text(inner['lastEdited']))) dropped('lastEdited is no day.');
  return {
    name: text(name),
    description: text(description),
    sessions: list(inner['sessions']).map(readSession),
  };
}

function readSession(value: unknown) {
  const { version, name, exercises, notes } = fields(value, ['version', 'name', 'exercises', 'notes']);
  if (version !== 6) dropped('The version of the session is another.');
  const read = list(exercises).map(readExercise);
  if (read.at(-1)?.supersetWithNext === true) dropped('A superset has no second exercise.');
  return { name: text(name), notes: text(notes), exercises: read };
}

function withoutNull(value: unknown): void {
  if (value === null) dropped('Something is null.');
  if (typeof value === 'object') Object.values(value).forEach(withoutNull);
}
