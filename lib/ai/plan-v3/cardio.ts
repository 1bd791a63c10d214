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

type Properties = Readonly<Record<string, unknown>>;
type Common = Pick<CardioV3, 'name' | 'notes' | 'link'>;

/** Tells whether an exercise is measured by time or distance. */
export const isCardio = ({ type, sets }: Properties): boolean =>
  type === undefined
    ? (readList(sets) ?? []).some((set) => propertiesOf(set)['target'] !== undefined)
    : /cardio/i.test(readText(type));

/** @returns undefined when no set has a time or distance as its target. */
export function normalizeCardio({ sets, target }: Properties, common: Common): CardioV3 | undefined {
  const each = (readList(sets) ?? [{ target }]).slice(0, LIMITS.sets);
  const normalized = each.flatMap((set) => normalizeSet(propertiesOf(set)) ?? []);
  if (normalized.length === 0) return undefined;
  const { name, notes, link } = common;
  return { type: 'CardioExerciseBlueprint', name, sets: normalized, notes, link };
}

function normalizeSet(properties: Properties): CardioV3['sets'][number] | undefined {
  const target = normalizeTarget(propertiesOf(properties['target']));
  if (target === undefined) return undefined;
  const tracks = (name: string, otherwise = false) =>
    typeof properties[name] === 'boolean' ? properties[name] : otherwise;
  const rest = properties['restBetweenSets'];
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

function normalizeTarget({ type, value }: Properties): TargetV3 | undefined {
  if (type === 'distance') {
    const { value: length, unit } = propertiesOf(value);
    const distance = readWithin(length, 0, LIMITS.distance);
    const knownUnit = unitOf(unit);
    // A distance that rounds to 0 is not a target.
    if (knownUnit === undefined || distance === undefined || toDecimal(distance) === '0') return undefined;
    return { type, value: { value: toDecimal(distance), unit: knownUnit } };
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
