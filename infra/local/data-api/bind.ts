import pg from 'pg';
import { DataApiError } from './errors.ts';
import type { Parameter } from './requests.ts';
import { scan } from './scanner.ts';

/** A statement in the form that PostgreSQL takes: `$1`… with the type (0: unknown) and value of each. */
export interface Bound {
  text: string;
  types: number[];
  values: (string | Buffer | null)[];
}

type Value = Pick<Bound, 'values'>['values'][number];
type Hint = NonNullable<Parameter['typeHint']>;

const { builtins } = pg.types;
const UNKNOWN = 0;

/** The type that each hint declares, and the required form of the text. Source: the API reference of SqlParameter. */
const HINTS: Record<Hint, { type: number; form: RegExp; example: string }> = {
  DATE: { type: builtins.DATE, form: /^\d{4}-\d\d-\d\d$/, example: 'YYYY-MM-DD' },
  DECIMAL: {
    type: builtins.NUMERIC,
    form: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
    example: 'a decimal number',
  },
  JSON: { type: builtins.JSON, form: /^/, example: 'JSON' },
  TIME: { type: builtins.TIME, form: /^\d\d:\d\d:\d\d(\.\d{1,3})?$/, example: 'HH:MM:SS[.FFF]' },
  TIMESTAMP: {
    type: builtins.TIMESTAMP,
    form: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/,
    example: 'YYYY-MM-DD HH:MM:SS[.FFF]',
  },
  UUID: {
    type: builtins.UUID,
    form: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
    example: 'a UUID',
  },
};

/**
 * Turns named parameters into PostgreSQL's numbered ones.
 *
 * A name without a parameter still becomes a number, after the others: PostgreSQL then refuses the statement (08P01),
 * unless the name is within `$$…$$`, where only the text is corrupted. The service does the same.
 *
 * @throws BadRequestException for a parameter that is not in the statement, is set twice or has an invalid value.
 */
export function bind(sql: string, parameters: readonly Parameter[]): Bound {
  const { pieces, names } = scan(sql);
  const numbers = new Map<string, number>();
  const bound: Bound = { text: '', types: [], values: [] };
  const used = new Set(names);
  for (const parameter of parameters) {
    if (numbers.has(parameter.name)) throw bad(`Parameter ${parameter.name} is set twice`);
    if (!used.has(parameter.name)) throw bad(`Cannot find parameter: ${parameter.name}`);
    numbers.set(parameter.name, numbers.size + 1);
    const [type, value] = typed(parameter);
    bound.types.push(type);
    bound.values.push(value);
  }
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
  bound.text = pieces.map((piece, index) => piece + placeholder(numbers, names[index])).join('');
  return bound;
}

function placeholder(numbers: ReadonlyMap<string, number>, name: string | undefined): string {
  return name === undefined ? '' : `$${numbers.get(name)}`;
}

/** Strings are sent as text, whole numbers as int8: PostgreSQL casts neither by itself where another type is wanted. */
function typed({ name, value, typeHint }: Parameter): [type: number, value: Value] {
  if ('arrayValue' in value) throw bad('Array parameters are not supported.');
  const hint = typeHint && HINTS[typeHint];
  if (value.isNull) return [hint?.type ?? UNKNOWN, null];
  if (value.stringValue !== undefined) {
    if (hint && !hint.form.test(value.stringValue)) throw bad(`Parameter ${name} must be ${hint.example}`);
    return [hint?.type ?? builtins.TEXT, value.stringValue];
  }
  if (hint) throw bad(`Parameter ${name} has the type hint ${typeHint}, which only a string may have`);
  if (value.longValue !== undefined) return [builtins.INT8, String(value.longValue)];
  if (value.doubleValue !== undefined) return [builtins.FLOAT8, String(value.doubleValue)];
  if (value.booleanValue !== undefined) return [builtins.BOOL, String(value.booleanValue)];
  return [builtins.BYTEA, Buffer.from(value.blobValue ?? '', 'base64')];
}

const bad = (message: string): DataApiError => new DataApiError('BadRequestException', message);
