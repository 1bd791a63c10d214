import type { CardioV3, TargetV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { normalizeRest } from './rest.ts';
import {
  propertiesOf,
  readList,
  readSeconds,
  readText,
  readWithin,
  toDecimal,
  toDuration,
} from './values.ts';

type Given = Readonly<Record<string, unknown>>;
type Common = Pick<CardioV3, 'name' | 'notes' | 'link'>;

/** Whether it is an exercise by time or distance. */
export const isCardio = ({ type, sets }: Given): boolean =>
  type === undefined
    ? (readList(sets) ?? []).some((set) => propertiesOf(set)['target'] !== undefined)
    : /cardio/i.test(readText(type));

/** @returns undefined when no set of it says how long or far it goes. */
export function normalizeCardio({ sets, target }: Given, common: Common): CardioV3 | undefined {
  const each = (readList(sets) ?? [{ target }]).slice(0, LIMITS.sets);
  const normalized = each.flatMap((set) => normalizeSet(propertiesOf(set)) ?? []);
  if (normalized.length === 0) return undefined;
  const { name, notes, link } = common;
  return { type: 'CardioExerciseBlueprint', name, sets: normalized, notes, link };
}

function normalizeSet(given: Given): CardioV3['sets'][number] | undefined {
  const target = normalizeTarget(propertiesOf(given['target']));
  if (target === undefined) return undefined;
  const tracks = (name: string, otherwise = false) =>
    typeof given[name] === 'boolean' ? given[name] : otherwise;
  const rest = given['restBetweenSets'];
  return {
    target,
    trackDuration: tracks('trackDuration', target.type === 'time'),
    trackDistance: tracks('trackDistance', target.type === 'distance'),
    trackResistance: tracks('trackResistance'),
    trackIncline: tracks('trackIncline'),
    trackWeight: tracks('trackWeight'),
    trackSteps: tracks('trackSteps'),
    ...(typeof rest === 'object' && rest !== null && { restBetweenSets: normalizeRest(rest) }),
  };
}

function normalizeTarget({ type, value }: Given): TargetV3 | undefined {
  if (type === 'distance') {
    const { value: length, unit } = propertiesOf(value);
    const distance = readWithin(length, 0, LIMITS.distance);
    const known = unitOf(unit);
    // What rounds to nothing is none.
    if (known === undefined || distance === undefined || toDecimal(distance) === '0') return undefined;
    return { type, value: { value: toDecimal(distance), unit: known } };
  }
  const seconds = readSeconds(value);
  if (seconds === undefined || seconds < 1) return undefined;
  return { type: 'time', value: toDuration(Math.round(Math.min(seconds, LIMITS.time))) };
}

const UNITS = {
  metre: /^(?:m|met(?:re|er)s?)$/i,
  kilometre: /^(?:km|kilomet(?:re|er)s?)$/i,
  mile: /^(?:mi|miles?)$/i,
  yard: /^(?:yd|yards?)$/i,
} as const;

function unitOf(value: unknown) {
  const text = readText(value).trim();
  const names = ['metre', 'kilometre', 'mile', 'yard'] as const;
  return names.find((name) => UNITS[name].test(text));
}
