declare global {
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
    rawJSON(text: string): unknown;
  }
}

/** Matches numbers long enough that a double may lose one of their digits. */
const MAY_BE_LARGE = /\d{16}/;

/** Parses JSON, with whole numbers beyond 2^53 as BigInt, so that no digit of an int8 is lost. */
export function parseExact(text: string): unknown {
  // Checking every value takes many times longer.
  if (!MAY_BE_LARGE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );
}

/** A number that `JSON.stringify` writes with exactly these digits. */
export const exactNumber = (digits: string): unknown => JSON.rawJSON(digits);
