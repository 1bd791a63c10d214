import type { WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import type { CardioV3, ExerciseV3, RestV3, TargetV3, WeightedV3 } from '../../../../lib/contract/plan-v3.ts';
import { ruleOf } from './rule.ts';

/** The sets in short: `3 x 5`, `1 x 8, 2 x 8-12 bodyweight`, `4 x 0.5 km`. */
export function setsOf(exercise: ExerciseV3): string {
  if (exercise.type === 'CardioExerciseBlueprint') {
    return counted(exercise.sets.map(({ target }) => targetOf(target)));
  }
  const sets = counted(exercise.plannedSets.map(({ reps }) => rangeOf(reps)));
  const { resistance } = exercise;
  return resistance === 'external' ? sets : `${sets}  ${resistance === 'none' ? 'no weight' : resistance}`;
}

/** The details, a line each: rests, progression, what is recorded, notes and link. */
export function detailsOf(exercise: ExerciseV3, unit: WeightUnit): string[] {
  const lines =
    exercise.type === 'CardioExerciseBlueprint' ? cardioDetails(exercise) : weightedDetails(exercise, unit);
  return [...lines, exercise.notes, exercise.link].filter((line) => line !== '');
}

const weightedDetails = (
  { restBetweenSets, supersetWithNext, progression }: WeightedV3,
  unit: WeightUnit,
): string[] => [
  `${restOf(restBetweenSets)}${supersetWithNext ? '; in turns with the next one' : ''}`,
  progression.map((rule) => ruleOf(rule, unit)).join('; then '),
];

const TRACKED = {
  trackDuration: 'time',
  trackDistance: 'distance',
  trackResistance: 'resistance',
  trackIncline: 'incline',
  trackWeight: 'weight',
  trackSteps: 'steps',
} as const;

function cardioDetails({ sets }: CardioV3): string[] {
  const [first] = sets;
  if (first === undefined) return [];
  const names = ['trackDuration', 'trackDistance', 'trackResistance'] as const;
  const more = ['trackIncline', 'trackWeight', 'trackSteps'] as const;
  const tracked = [...names, ...more].filter((name) => first[name]).map((name) => TRACKED[name]);
  return [
    first.restBetweenSets === undefined ? '' : restOf(first.restBetweenSets),
    tracked.length === 0 ? '' : `records ${tracked.join(', ')}`,
  ];
}

const UNITS = { metre: 'm', kilometre: 'km', mile: 'mi', yard: 'yd' } as const;

const targetOf = (target: TargetV3) =>
  target.type === 'time' ? toClock(target.value) : `${target.value.value} ${UNITS[target.value.unit]}`;

const rangeOf = ({ min, max }: { min: number; max: number }) => (min === max ? `${min}` : `${min}-${max}`);

const restOf = ({ minRest, maxRest, failureRest }: RestV3) =>
  `rest ${toClock(minRest)} to ${toClock(maxRest)}, ${toClock(failureRest)} after a failure`;

/** `3 x 5`, or `1 x 8, 2 x 5` when the sets differ. */
function counted(texts: readonly string[]): string {
  const runs: { text: string; count: number }[] = [];
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => `${count} x ${text}`).join(', ');
}

/** `PT1M30S` as `1:30`, `PT1H` as `1:00:00`. */
function toClock(duration: string): string {
  const [, hours, minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  const two = (digits: string) => digits.padStart(2, '0');
  return hours === undefined ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`;
}
