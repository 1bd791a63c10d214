export function dropped(reason: string): never {
  throw new Error(`The app drops it. ${reason}`);
}

/** The fields of an object that has all of the first names and no others but the second. */
export function fields(value: unknown, needed: readonly string[], optional: readonly string[] = []) {
  if (typeof value !== 'object' || value === null) return dropped(`There is no object with ${needed[0]}.`);
  const given: Record<string, unknown> = { ...value };
  const missing = needed.find((name) => !(name in given));
  const unknown = Object.keys(given).find((name) => ![...needed, ...optional].includes(name));
  if (missing !== undefined) dropped(`${missing} is missing.`);
  if (unknown !== undefined) dropped(`${unknown} is not known.`);
  return given;
}

export const text = (value: unknown): string =>
  typeof value === 'string' && value.isWellFormed() ? value : dropped('A text is none.');

export const truth = (value: unknown): boolean =>
  typeof value === 'boolean' ? value : dropped('A boolean is none.');

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : dropped('A list is none.');

export const oneOf = <Value extends string>(value: unknown, ...known: readonly Value[]): Value =>
  known.find((each) => each === value) ?? dropped(`${String(value)} is none of ${known.join(', ')}.`);

/** A whole number of at least 1. */
export const count = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
    ? value
    : dropped(`${String(value)} is no count.`);

/** A number greater than 0. The app reads a comma as NaN, and no exponents. */
export function decimal(value: unknown): number {
  if (!/^\d+(?:\.\d+)?$/.test(text(value))) dropped(`${String(value)} is no decimal.`);
  const number = Number(value);
  return number > 0 ? number : dropped('A decimal is 0.');
}

/** Seconds of an ISO 8601 duration. */
export function duration(value: unknown): number {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text(value)) ?? [];
  const parts = [hours, minutes, seconds];
  if (parts.every((part) => part === undefined)) dropped(`${String(value)} is no duration.`);
  const [h = 0, m = 0, s = 0] = parts.map((part) => Number(part ?? 0));
  return h * 3_600 + m * 60 + s;
}

export function rest(value: unknown): readonly [number, number, number] {
  const { minRest, maxRest, failureRest } = fields(value, ['minRest', 'maxRest', 'failureRest']);
  const [least, most, failure] = [duration(minRest), duration(maxRest), duration(failureRest)];
  if (least > most || most > failure) dropped('The rests are out of order.');
  return [least, most, failure];
}

/** min ≤ max. */
export function range(value: unknown): { min: number; max: number } {
  const { min, max } = fields(value, ['min', 'max']);
  if (count(min) > count(max)) dropped('A range is the wrong way round.');
  return { min: count(min), max: count(max) };
}
