import type { RuleV3, WeightedV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { propertiesOf, readList, readText, readWithin, toDecimal } from './values.ts';

type Target = Pick<WeightedV3, 'plannedSets' | 'resistance'>;

/** The rules that can be applied to the target; the others are left out. */
export const normalizeProgression = (value: unknown, target: Target): RuleV3[] =>
  (readList(value) ?? []).flatMap((each) => normalizeRule(each, target) ?? []).slice(0, LIMITS.rules);

function normalizeRule(value: unknown, { plannedSets, resistance }: Target): RuleV3 | undefined {
  const { axis, step, scope, ceiling, onCeiling } = propertiesOf(value);
  if (axis !== 'reps' && axis !== 'load') return undefined;
  // There is no load to increase.
  if (axis === 'load' && resistance === 'none') return undefined;
  const [amount, top] = [step, ceiling].map((each) => amountOf(each, axis));
  if (amount === undefined) return undefined;
  // A target at its ceiling cannot increase.
  const highest = Math.max(...plannedSets.map(({ reps }) => reps.max));
  if (axis === 'reps' && top !== undefined && top <= highest) return undefined;
  return {
    axis,
    step: toDecimal(amount),
    scope: scopeOf(scope),
    ...(top !== undefined && { ceiling: toDecimal(top) }),
    ...(top !== undefined && onCeiling === 'reset' && { onCeiling }),
    trigger: 'allSetsMetTarget',
  };
}

/** @returns undefined for a missing amount, or one that is not above 0. */
function amountOf(value: unknown, axis: RuleV3['axis']): number | undefined {
  const amount = readWithin(value, 0, axis === 'reps' ? 2 * LIMITS.reps : LIMITS.load);
  if (amount === undefined) return undefined;
  const rounded = axis === 'reps' ? Math.round(amount) : Math.round(amount * 1_000) / 1_000;
  return rounded > 0 ? rounded : undefined;
}

function scopeOf(value: unknown): RuleV3['scope'] {
  const { type, pick } = propertiesOf(value);
  if (type !== 'lowestSets') return { type: 'allSets' };
  const known = (['first', 'middle', 'last', 'all'] as const).find((each) => each === readText(pick));
  return { type: 'lowestSets', pick: known ?? 'all' };
}
