import type { WeightedV3 } from '../../contract/plan-v3.ts';

type Named = Pick<WeightedV3, 'plannedSets' | 'progression' | 'resistance'>;

/** The same values in the format of apps before 4.21; newer apps ignore it. */
export const olderNames = ({ plannedSets, progression, resistance }: Named) => ({
  repsConfig: repsConfigOf(plannedSets),
  progressiveOverload: overloadOf(progression),
  usesBodyweight: resistance === 'bodyweight',
});

function repsConfigOf(plannedSets: WeightedV3['plannedSets']): WeightedV3['repsConfig'] {
  const targets = plannedSets.map(({ reps }) => reps);
  const [first] = targets;
  const areAlike = targets.every(({ min, max }) => min === first?.min && max === first.max);
  if (first === undefined || !areAlike) return { type: 'perSet', targets };
  return first.min === first.max ? { type: 'fixed', reps: first.min } : { type: 'range', ...first };
}

/** Those apps can only increase the weight. */
function overloadOf(progression: WeightedV3['progression']): WeightedV3['progressiveOverload'] {
  const load = progression.find(({ axis }) => axis === 'load');
  if (load === undefined) return { type: 'NoProgressiveOverload' };
  return load.scope.type === 'allSets'
    ? { type: 'IncreaseAllEvenlyProgressiveOverload', amount: load.step }
    : {
        type: 'IncreaseLowestSetProgressiveOverload',
        amount: load.step,
        increaseStrategy: load.scope.pick,
      };
}
