import type { WeightedV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { olderNames } from './older-names.ts';
import { normalizeProgression } from './progression.ts';
import { normalizeRest } from './rest.ts';
import { propertiesOf, readList, readWhole } from './values.ts';

type Properties = Readonly<Record<string, unknown>>;
type Common = Pick<WeightedV3, 'name' | 'notes' | 'link'>;

/** @returns undefined when no set has a number of repetitions. */
export function normalizeWeighted(
  properties: Properties,
  { name, notes, link }: Common,
): WeightedV3 | undefined {
  const plannedSets = setsOf(properties);
  if (plannedSets.length === 0) return undefined;
  const resistance = resistanceOf(properties);
  const progression = normalizeProgression(rulesOf(properties), { plannedSets, resistance });
  return {
    type: 'WeightedExerciseBlueprint',
    name,
    plannedSets,
    restBetweenSets: normalizeRest(properties['restBetweenSets'] ?? restsInSeconds(properties)),
    supersetWithNext: properties['supersetWithNext'] === true,
    notes,
    link,
    progression,
    resistance,
    ...olderNames({ plannedSets, progression, resistance }),
  };
}

/** One entry per set, or a number of equal sets, as in plans of version 1 and of older apps. */
function setsOf({ plannedSets, sets, repsPerSet, repsConfig }: Properties): WeightedV3['plannedSets'] {
  const each = readList(plannedSets) ?? readList(sets);
  const equalSets = () =>
    Array.from({ length: readWhole(sets, 1, LIMITS.sets) ?? 0 }, () => repsPerSet ?? repsConfig);
  return (each ?? equalSets()).slice(0, LIMITS.sets).flatMap((set) => {
    const reps = repsOf(set);
    return reps === undefined ? [] : { reps };
  });
}

/** `{reps: {min, max}}`, `{min, max}`, `{reps: 8}` or `8`. */
function repsOf(value: unknown): { min: number; max: number } | undefined {
  const { reps = value } = propertiesOf(value);
  const range = propertiesOf(reps);
  const minimum = readWhole(range['min'] ?? range['max'] ?? reps, 1, LIMITS.reps);
  if (minimum === undefined) return undefined;
  const maximum = readWhole(range['max'], 1, LIMITS.reps) ?? minimum;
  return { min: Math.min(minimum, maximum), max: Math.max(minimum, maximum) };
}

function resistanceOf({ resistance, usesBodyweight }: Properties): WeightedV3['resistance'] {
  const known = (['external', 'bodyweight', 'none'] as const).find((each) => each === resistance);
  return known ?? (usesBodyweight === true ? 'bodyweight' : 'external');
}

/** Plans of version 1 have one rule: more weight for all sets. */
const rulesOf = ({ progression, weightIncreaseOnSuccess }: Properties) =>
  progression ?? [{ axis: 'load', step: weightIncreaseOnSuccess }];

/** The rests in the format of version 1. */
const restsInSeconds = ({ minRestSeconds, maxRestSeconds, failureRestSeconds }: Properties) => ({
  minRest: minRestSeconds,
  maxRest: maxRestSeconds,
  failureRest: failureRestSeconds,
});
