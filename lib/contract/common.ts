import * as z from 'zod/mini';

/**
 * Text that PostgreSQL can hold and that is the same after a trip through UTF-8. The length counts code points,
 * as PostgreSQL does.
 */
export const text = (minimum: number, maximum: number) =>
  z.string().check(
    z.minLength(minimum),
    z.maxLength(maximum),
    z.refine((value) => !value.includes('\0') && value.isWellFormed(), 'must be Unicode text without NUL'),
  );

/** Passwords are made by the server as UUIDs; older apps may hold others. */
export const password = text(1, 40);

/** A UUID of any version, in any case; handed on in lower case. */
export const uuid = z.guid().check(z.toLowerCase());

/** The same, with its hyphens or without. */
export const uuidOrDigits = z.pipe(
  z.pipe(
    z.string(),
    z.transform((value) => value.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')),
  ),
  uuid,
);

/**
 * Bytes, as standard base64 with padding on the wire and a Buffer inside.
 *
 * @param minimum and maximum count decoded bytes.
 */
export const bytes = (minimum: number, maximum: number) =>
  z.pipe(
    z.string().check(isBase64(minimum, maximum)),
    z.transform((value) => Buffer.from(value, 'base64')),
  );

function isBase64(minimum: number, maximum: number) {
  const check = z.check<string>(({ value, issues }) => {
    const fault = base64Fault(value, minimum, maximum);
    if (fault !== undefined) issues.push({ code: 'custom', message: fault, input: value });
  });
  check._zod.onattach.push((schema) => {
    schema._zod.bag.bytes = { minimum, maximum };
  });
  return check;
}

function base64Fault(value: string, minimum: number, maximum: number): string | undefined {
  const limit = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`;
  const outside = `must decode to ${limit} bytes`;
  // Length first: an oversized value must not cost a decoding.
  if (value.length > Math.ceil(maximum / 3) * 4) return outside;
  const decoded = Buffer.from(value, 'base64');
  if (decoded.toString('base64') !== value) return 'must be standard base64 with padding';
  if (decoded.length < minimum || decoded.length > maximum) return outside;
  return undefined;
}

/** Bytes in an answer: base64 text, made in SQL. */
export const base64 = z.string();

/** A time in an answer: UTC with `Z` and six fraction digits, made in SQL. */
export const timestamp = z.string();

/**
 * A time in a request: ISO 8601 with an offset, seconds and fraction (1 to 9 digits) optional, within the
 * years 1 to 9999 in UTC. Handed on in UTC with the six fraction digits that PostgreSQL holds; further
 * digits are cut, not rounded, so that a `since` never moves past an event.
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

/** {@link instant}, which counts as so many seconds earlier, but no earlier than there are years. */
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

/** `Date` takes 30 February for 1 March, and 24:00 for the next day. */
function isOnCalendar(local: string): boolean {
  const time = Date.parse(`${local}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(local);
}

/** A list whose length is bounded; the bound is known before an element is looked at. */
export const list = <Element extends z.ZodMiniType>(element: Element, minimum: number, maximum: number) =>
  z.array(element).check(z.minLength(minimum), z.maxLength(maximum));

/**
 * A map whose keys are free text, such as names people gave. Its bound is known before an entry is looked at.
 *
 * @param nameMaximum counts UTF-16 units of a key.
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

/** The body of calls that are sent without one; whatever comes is not looked at. */
export const noBody = z.object({});

/** The body of calls that take none, and the answer of calls that have nothing to say: `{}`. */
export const nothing = z.object({});
