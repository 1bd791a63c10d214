import * as z from 'zod/mini';

/**
 * Text that PostgreSQL can store and that survives a round trip through UTF-8. The length counts code points, as
 * PostgreSQL does.
 */
export const text = (minimum: number, maximum: number) =>
  z.string().check(
    z.minLength(minimum),
    z.maxLength(maximum),
    z.refine((value) => !value.includes('\0') && value.isWellFormed(), 'must be Unicode text without NUL'),
  );

/** A password. The server generates UUIDs; older apps may have others. */
export const password = text(1, 40);

/** A UUID of any version, in any case. PostgreSQL compares it as a UUID. */
export const uuid = z.guid();

/** A UUID with or without hyphens. */
export const uuidOrDigits = z.pipe(
  z.pipe(
    z.string(),
    z.transform((value) => value.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')),
  ),
  uuid,
);

/**
 * Bytes: standard base64 with padding on the wire, a Buffer in the code.
 *
 * @param minimum number of decoded bytes, as is `maximum`.
 */
export const bytes = (minimum: number, maximum: number) =>
  z.pipe(
    z.string().check(isBase64(minimum, maximum)),
    z.transform((value) => Buffer.from(value, 'base64')),
  );

function isBase64(minimum: number, maximum: number) {
  const check = z.check<string>(({ value, issues }) => {
    const message = base64Error(value, minimum, maximum);
    if (message !== undefined) issues.push({ code: 'custom', message, input: value });
  });
  check._zod.onattach.push((schema) => {
    schema._zod.bag.bytes = { minimum, maximum };
  });
  return check;
}

function base64Error(value: string, minimum: number, maximum: number): string | undefined {
  const limit = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`;
  const outside = `must decode to ${limit} bytes`;
  // Length first: an oversized value must not be decoded.
  if (value.length > Math.ceil(maximum / 3) * 4) return outside;
  const decoded = Buffer.from(value, 'base64');
  if (decoded.toString('base64') !== value) return 'must be standard base64 with padding';
  if (decoded.length < minimum || decoded.length > maximum) return outside;
  return undefined;
}

/** Bytes in a response: base64 text, made in SQL. */
export const base64 = z.string();

/** A time in a response: UTC with `Z` and six fraction digits, made in SQL. */
export const timestamp = z.string();

/**
 * A time in a request: ISO 8601 with an offset, seconds and fraction (1 to 9 digits) optional, within the
 * years 1 to 9999 in UTC. Converted to UTC with the six fraction digits that PostgreSQL stores; further
 * digits are truncated, not rounded, so that a `since` never moves past an event.
 */
export const instant = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) => toUtc(value) !== undefined,
        'must be an ISO 8601 date-time with an offset, within the years 0001 to 9999 in UTC',
      ),
    ),
  z.transform((value) => toUtc(value) ?? value),
);

/** An {@link instant} moved back by a number of seconds, at most to the start of year 1. */
export const earlierBy = (seconds: number) =>
  z.pipe(
    instant,
    z.transform((value) => {
      const time = Math.max(Date.parse(value) - seconds * 1_000, FIRST_INSTANT);
      return `${new Date(time).toISOString().slice(0, 19)}${value.slice(19)}`;
    }),
  );

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;

function toUtc(value: string): string | undefined {
  const [, minutes, seconds = '00', fraction = '', offset] = dateTime.exec(value) ?? [];
  if (minutes === undefined || offset === undefined || !isOnCalendar(`${minutes}:${seconds}`))
    return undefined;
  const time = Date.parse(`${minutes}:${seconds}${offset}`);
  if (!(time >= FIRST_INSTANT && time <= LAST_INSTANT)) return undefined;
  return `${new Date(time).toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}

const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59Z');

/** Tells whether a date and time exist. `Date` reads 30 February as 1 March, and 24:00 as the next day. */
function isOnCalendar(local: string): boolean {
  const time = Date.parse(`${local}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(local);
}

/** A list of bounded length. The bound is known before any element is read. */
export const list = <Element extends z.ZodMiniType>(element: Element, minimum: number, maximum: number) =>
  z.array(element).check(z.minLength(minimum), z.maxLength(maximum));

/**
 * A map whose keys are free text, such as names that people chose. The bound is known before any entry is read.
 *
 * @param nameMaximum UTF-16 units of a key.
 */
export const entries = <Value extends z.ZodMiniType>(nameMaximum: number, value: Value, maximum: number) =>
  z
    .record(text(0, nameMaximum), value, {
      error: ({ code }) =>
        code === 'invalid_key' ? `its name must be text of at most ${nameMaximum} characters` : undefined,
    })
    .check(atMostEntries(maximum));

function atMostEntries(maximum: number) {
  const check = z.check<Record<string, unknown>>(({ value, issues }) => {
    if (Object.keys(value).length <= maximum) return;
    issues.push({ code: 'custom', message: `must have at most ${maximum} entries`, input: value });
  });
  check._zod.onattach.push((schema) => {
    schema._zod.bag.maximum = maximum;
  });
  return check;
}

/** The body of calls that are sent without one; if there is one, it is ignored. */
export const noBody = z.object({});

/** An empty object: the body of calls that take nothing, and the response of calls that return nothing. */
export const nothing = z.object({});
