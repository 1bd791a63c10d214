import type { WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import type { RuleV3 } from '../../../../lib/contract/plan-v3.ts';

const UNITS: Readonly<Record<WeightUnit, string>> = { kilograms: 'kg', pounds: 'lb' };

/** A progression rule in words: `+1 rep up to 8, and back`, `+2.5 kg on the first of the lowest sets`. */
export function ruleOf({ axis, step, scope, ceiling, onCeiling }: RuleV3, unit: WeightUnit): string {
  const inUnit = (amount: string) => `${amount} ${axis === 'reps' ? reps(amount) : UNITS[unit]}`;
  const end = ceiling === undefined ? '' : ` up to ${ceiling}`;
  const back = onCeiling === undefined ? '' : ', and back';
  return `+${inUnit(step)}${scopeOf(scope)}${end}${back}`;
}

const reps = (amount: string) => (amount === '1' ? 'rep' : 'reps');

function scopeOf(scope: RuleV3['scope']): string {
  if (scope.type === 'allSets') return '';
  return scope.pick === 'all' ? ' on the lowest sets' : ` on the ${scope.pick} of the lowest sets`;
}
