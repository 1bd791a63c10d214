import { withoutHalf } from '../chat/message.ts';

// Readers of values that may not match the schema. A value that can't be read is undefined.

/** The properties of any value; none, if it is not an object. */
export const propertiesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

export const readText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const readList = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;

/** A number, or one as text, possibly with a comma or a unit: `2.5`, `"2.5"`, `"2,5 kg"`. */
function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const [, digits] = /^\s*([+-]?\d{1,15}(?:[.,]\d{1,15})?)\s*\p{L}*\s*$/u.exec(readText(value)) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

/** A number brought within bounds. */
export const readWithin = (value: unknown, minimum: number, maximum: number): number | undefined => {
  const number = readNumber(value);
  return number === undefined ? undefined : Math.min(Math.max(number, minimum), maximum);
};

/** A whole number brought within bounds. */
export const readWhole = (value: unknown, minimum: number, maximum: number): number | undefined => {
  const number = readWithin(value, minimum, maximum);
  return number === undefined ? undefined : Math.round(number);
};

const ISO = /^P(?=T?\d)(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$/i;
const CLOCK = /^(?:(\d{1,6})\.)?(?:(\d{1,6}):)?(\d{1,6}):(\d{1,6})(?:\.\d+)?$/;
const UNITS = [
  [/\dh|\d hours?$/i, 3_600],
  [/\d ?m(?:in(?:ute)?s?)?\.?$/i, 60],
] as const;

/** A duration in seconds: ISO 8601, `hh:mm:ss`, `mm:ss`, .NET's `d.hh:mm:ss`, or a number, possibly with a unit. */
export function readSeconds(value: unknown): number | undefined {
  const text = readText(value).trim();
  const [whole, days, hours, minutes, seconds] = ISO.exec(text) ?? CLOCK.exec(text) ?? [];
  if (whole !== undefined) {
    return ((count(days) * 24 + count(hours)) * 60 + count(minutes)) * 60 + count(seconds);
  }
  const number = readNumber(value);
  const [, factor = 1] = UNITS.find(([unit]) => unit.test(text)) ?? [];
  return number === undefined ? undefined : number * factor;
}

const count = (digits: string | undefined) => Number(digits ?? 0);

/** @param seconds a whole number, at least 0. @returns ISO 8601 with hours, minutes and seconds: `PT1M30S`. */
export function toDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3_600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.flatMap(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : [])).join('');
  return `PT${text || '0S'}`;
}

/** Rounded to thousandths, with a decimal point. */
export const toDecimal = (value: number): string => String(Math.round(value * 1_000) / 1_000);

/** Text that a database can store, truncated to `length` without splitting a character. */
export const clean = (text: string, length: number): string =>
  withoutHalf(withoutHalf(text).toWellFormed().replaceAll('\0', '').slice(0, length));
