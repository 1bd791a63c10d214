import { readOlderNames } from './read-older-names.ts';
import { readRule } from './read-rule.ts';
import { decimal, dropped, duration, fields, list, oneOf, range, rest, text, truth } from './reading.ts';

const WEIGHTED = [
  'type',
  'name',
  'plannedSets',
  'restBetweenSets',
  'supersetWithNext',
  'notes',
  'link',
  'progression',
  'resistance',
  'repsConfig',
  'progressiveOverload',
  'usesBodyweight',
];

/** The values of an exercise that a person sees, with times as numbers. */
export interface ExerciseSeen {
  readonly name: string;
  readonly link: string;
  readonly supersetWithNext: boolean;
  readonly sets: readonly unknown[];
  readonly rules: readonly unknown[];
  readonly resistance?: string;
  readonly rest?: readonly number[];
}

export function readExercise(value: unknown): ExerciseSeen {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  return oneOf(type, 'WeightedExerciseBlueprint', 'CardioExerciseBlueprint') === 'WeightedExerciseBlueprint'
    ? readWeighted(value)
    : readCardio(value);
}

function readWeighted(value: unknown): ExerciseSeen {
  const given = fields(value, WEIGHTED);
  const sets = list(given['plannedSets']).map((each) => range(fields(each, ['reps'])['reps']));
  if (sets.length === 0) dropped('An exercise has no sets.');
  const highest = Math.max(...sets.map(({ max }) => max));
  const rules = list(given['progression']).map((each) => readRule(each, highest));
  const resistance = oneOf(given['resistance'], 'external', 'bodyweight', 'none');
  readOlderNames(given, { sets, rules, resistance });
  text(given['notes']);
  return {
    name: text(given['name']),
    link: text(given['link']),
    supersetWithNext: truth(given['supersetWithNext']),
    sets,
    rules,
    resistance,
    rest: rest(given['restBetweenSets']),
  };
}

const TRACKED = [
  'trackDuration',
  'trackDistance',
  'trackResistance',
  'trackIncline',
  'trackWeight',
  'trackSteps',
];

function readCardio(value: unknown): ExerciseSeen {
  const given = fields(value, ['type', 'name', 'sets', 'notes', 'link']);
  const sets = list(given['sets']).map(readCardioSet);
  if (sets.length === 0) dropped('An exercise has no sets.');
  text(given['notes']);
  return { name: text(given['name']), link: text(given['link']), supersetWithNext: false, sets, rules: [] };
}

function readCardioSet(value: unknown) {
  const given = fields(value, ['target', ...TRACKED], ['restBetweenSets']);
  const tracks = TRACKED.filter((name) => truth(given[name]));
  const pause = given['restBetweenSets'] === undefined ? undefined : rest(given['restBetweenSets']);
  return { target: readTarget(given['target']), tracks, ...(pause && { rest: pause }) };
}

function readTarget(value: unknown) {
  const target = fields(value, ['type', 'value']);
  if (oneOf(target['type'], 'time', 'distance') === 'time') {
    const seconds = duration(target['value']);
    return seconds > 0 ? { seconds } : dropped('A time is 0.');
  }
  const { value: length, unit } = fields(target['value'], ['value', 'unit']);
  return { distance: decimal(length), unit: oneOf(unit, 'metre', 'yard', 'mile', 'kilometre') };
}
