import type { FieldDef, QueryArrayResult } from 'pg';
import { DataApiError } from './errors.ts';
import { type Field, toField } from './fields.ts';
import { FORMATTED_CHARACTERS } from './limits.ts';
import type { ExecuteStatement } from './requests.ts';
import { RESULT_TYPES, type ResultType } from './result-types.ts';
import { checkSize } from './sizes.ts';

/** PostgreSQL's result, with values in their text form. */
export type RawResult = QueryArrayResult<(string | null)[]>;

/** The commands whose rows `numberOfRecordsUpdated` counts. */
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** A column of a type that results may not contain. */
export class UnsupportedColumn extends Error {
  readonly oid: number;

  constructor(oid: number) {
    super(`type ${oid} cannot be returned`);
    this.oid = oid;
  }
}

/**
 * The response of ExecuteStatement.
 *
 * @throws UnsupportedResultException when it is too large, UnsupportedColumn when its type cannot be sent.
 */
export function toResponse(result: RawResult, request: ExecuteStatement): Record<string, unknown> {
  if (result.fields.length === 0) {
    const updated = WRITES.has(result.command) ? (result.rowCount ?? 0) : 0;
    return { generatedFields: [], numberOfRecordsUpdated: updated };
  }
  const types = result.fields.map(({ dataTypeID }) => supported(dataTypeID));
  checkSize(result.rows, types.length);
  const records = result.rows.map((row) =>
    types.map((type, index) => toField(row[index] ?? null, type, request.resultSetOptions)),
  );
  const response = { generatedFields: [], numberOfRecordsUpdated: 0 };
  if (request.formatRecordsAs === 'JSON' && result.command === 'SELECT') {
    return { ...response, formattedRecords: formatted(records, result.fields) };
  }
  if (!request.includeResultMetadata) return { ...response, records };
  return { ...response, records, columnMetadata: result.fields.map(metadata) };
}

function supported(oid: number): ResultType {
  const type = RESULT_TYPES.get(oid);
  if (!type) throw new UnsupportedColumn(oid);
  return type;
}

function formatted(records: Field[][], columns: FieldDef[]): string {
  const rows = records.map((fields) =>
    Object.fromEntries(fields.map((field, index) => [columns[index]?.name, plain(field)])),
  );
  const text = JSON.stringify(rows);
  if (text.length > FORMATTED_CHARACTERS) {
    throw new DataApiError('UnsupportedResultException', 'The result exceeds the size limit 10 MB.');
  }
  return text;
}

function plain(field: Field): unknown {
  if (field['isNull']) return null;
  const [value] = Object.values(field['arrayValue'] ?? field);
  return value;
}

/** The metadata of a column, as far as the result itself has it; the table stays unnamed. */
function metadata(column: FieldDef): Record<string, unknown> {
  const type = supported(column.dataTypeID);
  return {
    arrayBaseColumnType: 0,
    isAutoIncrement: false,
    isCaseSensitive: type.kind === 'string',
    isCurrency: false,
    isSigned: ['long', 'double', 'decimal'].includes(type.kind),
    label: column.name,
    name: column.name,
    // JDBC's "unknown".
    nullable: 2,
    ...digits(column, type),
    schemaName: '',
    tableName: '',
    type: type.jdbcType,
    typeName: type.name,
  };
}

/** PostgreSQL packs the declared length, or precision and scale, into one number that starts at 4. */
function digits(column: FieldDef, type: ResultType): { precision: number; scale: number } {
  const declared = column.dataTypeModifier - 4;
  if (declared < 0) return { precision: type.precision, scale: 0 };
  if (type.kind === 'decimal') return { precision: declared >> 16, scale: declared & 0xffff };
  return { precision: type.kind === 'string' ? declared : type.precision, scale: 0 };
}
