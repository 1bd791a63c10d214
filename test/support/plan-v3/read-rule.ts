import { count, decimal, dropped, fields, oneOf } from './reading.ts';

/** A rule of progression, its amounts as numbers. */
export interface RuleSeen {
  readonly axis: 'reps' | 'load';
  readonly step: number;
  readonly pick: string | undefined;
  readonly ceiling: number | undefined;
  readonly resets: boolean;
}

/** @param highest repetitions that a set asks for. */
export function readRule(value: unknown, highest: number): RuleSeen {
  const given = fields(value, ['axis', 'step', 'scope', 'trigger'], ['ceiling', 'onCeiling']);
  oneOf(given['trigger'], 'allSetsMetTarget');
  const axis = oneOf(given['axis'], 'reps', 'load');
  const step = decimal(given['step']);
  const ceiling = given['ceiling'] === undefined ? undefined : decimal(given['ceiling']);
  const resets = given['onCeiling'] !== undefined && oneOf(given['onCeiling'], 'reset') === 'reset';
  if (resets && ceiling === undefined) dropped('There is no ceiling to reset at.');
  if (axis === 'reps') {
    count(step);
    if (ceiling !== undefined && count(ceiling) <= highest) dropped('A ceiling is below the target.');
  }
  return { axis, step, pick: readScope(given['scope']), ceiling, resets };
}

function readScope(value: unknown): string | undefined {
  const { type, pick } = fields(value, ['type'], ['pick']);
  if (oneOf(type, 'allSets', 'lowestSets') === 'lowestSets')
    return oneOf(pick, 'first', 'middle', 'last', 'all');
  return pick === undefined ? undefined : dropped('All sets have no pick.');
}
