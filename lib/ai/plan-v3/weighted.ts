import type { WeightedV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { olderNames } from './older-names.ts';
import { normalizeProgression } from './progression.ts';
import { normalizeRest } from './rest.ts';
import { propertiesOf, readList, readWhole } from './values.ts';

type Given = Readonly<Record<string, unknown>>;
type Common = Pick<WeightedV3, 'name' | 'notes' | 'link'>;

/** @returns undefined when it says of no set how many repetitions it has. */
export function normalizeWeighted(given: Given, { name, notes, link }: Common): WeightedV3 | undefined {
  const plannedSets = setsOf(given);
  if (plannedSets.length === 0) return undefined;
  const resistance = resistanceOf(given);
  const progression = normalizeProgression(rulesOf(given), { plannedSets, resistance });
  return {
    type: 'WeightedExerciseBlueprint',
    name,
    plannedSets,
    restBetweenSets: normalizeRest(given['restBetweenSets'] ?? restsInSeconds(given)),
    supersetWithNext: given['supersetWithNext'] === true,
    notes,
    link,
    progression,
    resistance,
    ...olderNames({ plannedSets, progression, resistance }),
  };
}

/** Set by set; or a number of sets that are alike, as in plans of version 1 and of older apps. */
function setsOf({ plannedSets, sets, repsPerSet, repsConfig }: Given): WeightedV3['plannedSets'] {
  const each = readList(plannedSets) ?? readList(sets);
  const alike = () =>
    Array.from({ length: readWhole(sets, 1, LIMITS.sets) ?? 0 }, () => repsPerSet ?? repsConfig);
  return (each ?? alike()).slice(0, LIMITS.sets).flatMap((set) => {
    const reps = repsOf(set);
    return reps === undefined ? [] : { reps };
  });
}

/** `{reps: {min, max}}`, `{min, max}`, `{reps: 8}` or `8`. */
function repsOf(value: unknown): { min: number; max: number } | undefined {
  const { reps = value } = propertiesOf(value);
  const range = propertiesOf(reps);
  const least = readWhole(range['min'] ?? range['max'] ?? reps, 1, LIMITS.reps);
  if (least === undefined) return undefined;
  const most = readWhole(range['max'], 1, LIMITS.reps) ?? least;
  return { min: Math.min(least, most), max: Math.max(least, most) };
}

function resistanceOf({ resistance, usesBodyweight }: Given): WeightedV3['resistance'] {
  const known = (['external', 'bodyweight', 'none'] as const).find((each) => each === resistance);
  return known ?? (usesBodyweight === true ? 'bodyweight' : 'external');
}

/** Plans of version 1 know one rule: more weight for all sets. */
const rulesOf = ({ progression, weightIncreaseOnSuccess }: Given) =>
  progression ?? [{ axis: 'load', step: weightIncreaseOnSuccess }];

/** As the model of version 1 gives them. */
const restsInSeconds = ({ minRestSeconds, maxRestSeconds, failureRestSeconds }: Given) => ({
  minRest: minRestSeconds,
  maxRest: maxRestSeconds,
  failureRest: failureRestSeconds,
});
