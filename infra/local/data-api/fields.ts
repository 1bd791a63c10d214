import { parse as parseArray } from 'postgres-array';
import { DataApiError } from './errors.ts';
import { exactNumber } from './exact-json.ts';
import type { ResultOptions } from './requests.ts';
import type { Kind, ResultType } from './result-types.ts';

/** A value in a response: an object with one member. */
export type Field = Record<string, unknown>;

type Member = 'booleanValue' | 'longValue' | 'doubleValue' | 'stringValue' | 'blobValue';

/**
 * Converts one value of a result from PostgreSQL's text form.
 *
 * @throws UnsupportedResultException for an array of arrays, InternalFailure for an infinite date or timestamp.
 */
export function toField(text: string | null, type: ResultType, options: ResultOptions): Field {
  if (text === null) return { isNull: true };
  if (type.isArray) return { arrayValue: toArray(text, type.kind, options) };
  const [member, value] = toValue(text, type.kind, options);
  return { [member]: value };
}

function toArray(text: string, kind: Kind, options: ResultOptions): Field {
  let member: Member = toValue('0', kind, options)[0];
  const values = parseArray(text, (element) => {
    const [elementMember, value] = toValue(element, kind, options);
    // Decimals requested as numbers are all doubles if one of them has a fraction.
    if (elementMember === 'doubleValue') member = elementMember;
    return value;
  });
  if (values.some(Array.isArray)) {
    throw new DataApiError('UnsupportedResultException', 'The result contains a multidimensional array.');
  }
  return { [`${member}s`]: values };
}

function toValue(text: string, kind: Kind, options: ResultOptions): [member: Member, value: unknown] {
  switch (kind) {
    case 'boolean':
      return ['booleanValue', text === 't'];
    case 'long':
      return options.longReturnType === 'STRING' ? ['stringValue', text] : ['longValue', exactNumber(text)];
    case 'double':
      return ['doubleValue', toDouble(text)];
    case 'decimal':
      return toDecimal(text, options);
    case 'blob':
      return ['blobValue', Buffer.from(text.slice('\\x'.length), 'hex').toString('base64')];
    case 'string':
      return ['stringValue', text];
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return ['stringValue', toDateTime(text)];
  }
}

/** JSON has no NaN and no infinities: REST-JSON writes them as strings. */
function toDouble(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function toDecimal(text: string, options: ResultOptions): [member: Member, value: unknown] {
  if (options.decimalReturnType === 'STRING') return ['stringValue', text];
  return /^-?\d+$/.test(text) ? ['longValue', exactNumber(text)] : ['doubleValue', toDouble(text)];
}

/** A UTC time without its offset, with as many fraction digits as it needs: none, three or six. */
function toDateTime(text: string): string {
  if (text.endsWith('infinity')) throw new DataApiError('InternalFailure');
  return text
    .replace(/\+00\b/, '')
    .replace(/\.(\d+)/, (_, digits: string) => `.${digits.padEnd(digits.length > 3 ? 6 : 3, '0')}`);
}
