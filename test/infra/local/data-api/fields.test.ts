import type { ExecuteStatementCommandInput, Field } from '@aws-sdk/client-rds-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorization,
  type DataApiUnderTest,
  startDataApiUnderTest,
} from '../../../support/local/data-api.ts';

let db: DataApiUnderTest;
beforeAll(async () => {
  db = await startDataApiUnderTest();
});
afterAll(() => db.stop());

type Options = ExecuteStatementCommandInput['resultSetOptions'];

async function fieldOf(expression: string, resultSetOptions?: Options): Promise<Field | undefined> {
  const { records } = await db.execute(`select ${expression} as value`, { resultSetOptions });
  return records?.[0]?.[0];
}

describe('a value comes back as the field of its type', () => {
  it.each<[expression: string, field: object]>([
    ['null::text', { isNull: true }],
    ['true', { booleanValue: true }],
    ['false', { booleanValue: false }],
    ['7::int2', { longValue: 7 }],
    ['-7::int4', { longValue: -7 }],
    ['9007199254740991::int8', { longValue: 9007199254740991 }],
    ['4294967295::oid', { longValue: 4294967295 }],
    ['1.5::float4', { doubleValue: 1.5 }],
    ['0.1::float8', { doubleValue: 0.1 }],
    ["'NaN'::float8", { doubleValue: Number.NaN }],
    ["'-Infinity'::float8", { doubleValue: Number.NEGATIVE_INFINITY }],
    ['1.50::numeric', { stringValue: '1.50' }],
    ["'lift'::text", { stringValue: 'lift' }],
    ["''::text", { stringValue: '' }],
    ["'lift'::varchar(10)", { stringValue: 'lift' }],
    ["'ab'::char(4)", { stringValue: 'ab  ' }],
    ["'lift'::name", { stringValue: 'lift' }],
    ["'\\x00ff10'::bytea", { blobValue: new Uint8Array([0, 255, 16]) }],
    ["''::bytea", { blobValue: new Uint8Array() }],
    ["'5B2CD2A9-3A34-4F5E-8F6A-7F1D9D3E0C11'::uuid", { stringValue: '5b2cd2a9-3a34-4f5e-8f6a-7f1d9d3e0c11' }],
    [`'{"a": [1]}'::json`, { stringValue: '{"a": [1]}' }],
    [`'{"a":[1]}'::jsonb`, { stringValue: '{"a": [1]}' }],
    ["'2024-01-15'::date", { stringValue: '2024-01-15' }],
    ["'12:34:56.5'::time", { stringValue: '12:34:56.500' }],
    ["'2024-01-15 12:34:56'::timestamp", { stringValue: '2024-01-15 12:34:56' }],
    ["'2024-01-15 12:34:56+09'::timestamptz", { stringValue: '2024-01-15 03:34:56' }],
    ["'2024-01-15 12:34:56.12Z'::timestamptz", { stringValue: '2024-01-15 12:34:56.120' }],
    ["'2024-01-15 12:34:56.123456Z'::timestamptz", { stringValue: '2024-01-15 12:34:56.123456' }],
    ["'0001-01-01 00:00:00Z'::timestamptz", { stringValue: '0001-01-01 00:00:00' }],
  ])('%s', async (expression, field) => {
    expect(await fieldOf(expression)).toEqual(field);
  });
});

describe('a one-dimensional array comes back as an array field', () => {
  it.each<[expression: string, values: object]>([
    ['array[true, null]', { booleanValues: [true, null] }],
    ['array[1, 2]::int8[]', { longValues: [1, 2] }],
    ['array[0.5]::float8[]', { doubleValues: [0.5] }],
    ['array[0.50]::numeric[]', { stringValues: ['0.50'] }],
    [`array['a,b', '"c"', null, '']`, { stringValues: ['a,b', '"c"', null, ''] }],
    ["array['2024-01-15 12:34:56+09'::timestamptz]", { stringValues: ['2024-01-15 03:34:56'] }],
    ["'{}'::text[]", { stringValues: [] }],
  ])('%s', async (expression, values) => {
    expect(await fieldOf(expression)).toEqual({ arrayValue: values });
  });
});

describe('a type the service does not return is refused', () => {
  it.each<[expression: string, type: string]>([
    ["'1 day'::interval", 'INTERVAL'],
    ["'12:00+02'::timetz", 'TIMETZ'],
    ['1::money', 'MONEY'],
    ["'<a/>'::xml", 'XML'],
    [`'a'::"char"`, '"CHAR"'],
    ["'(1,2)'::point", 'POINT'],
    ["array['\\x00'::bytea]", '_BYTEA'],
    ['pg_sleep(0)', 'VOID'],
  ])('%s', async (expression, type) => {
    await expect(fieldOf(expression)).rejects.toMatchObject({
      name: 'UnsupportedResultException',
      message: `The result contains the unsupported data type ${type}.`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('an array of arrays', async () => {
    await expect(fieldOf('array[[1],[2]]')).rejects.toMatchObject({
      name: 'UnsupportedResultException',
      message: 'The result contains a multidimensional array.',
    });
  });

  it.each(["'infinity'::timestamptz", "'-infinity'::timestamp", "'infinity'::date"])(
    '%s, with a bare InternalFailure',
    async (expression) => {
      await expect(fieldOf(expression)).rejects.toMatchObject({
        name: 'InternalFailure',
        $metadata: { httpStatusCode: 500 },
      });
    },
  );
});

describe('result options', () => {
  it('longs as strings', async () => {
    expect(await fieldOf('9223372036854775807', { longReturnType: 'STRING' })).toEqual({
      stringValue: '9223372036854775807',
    });
  });

  it('decimals as numbers', async () => {
    const options = { decimalReturnType: 'DOUBLE_OR_LONG' } as const;
    expect(await fieldOf('12::numeric', options)).toEqual({ longValue: 12 });
    expect(await fieldOf('1.50::numeric', options)).toEqual({ doubleValue: 1.5 });
    expect(await fieldOf('array[1, 1.5]::numeric[]', options)).toEqual({
      arrayValue: { doubleValues: [1, 1.5] },
    });
  });
});

it('an int8 travels with all its digits', async () => {
  const response = await fetch(`${db.api.url}/Execute`, {
    method: 'POST',
    headers: { authorization: authorization() },
    body: `{"resourceArn":"${db.target.resourceArn}","secretArn":"${db.target.secretArn}","database":"app",
      "sql":"select :n as n","parameters":[{"name":"n","value":{"longValue":9223372036854775807}}]}`,
  });
  expect(await response.text()).toContain('{"longValue":9223372036854775807}');
});

describe('metadata', () => {
  it('names the columns and PostgreSQL types of a result', async () => {
    const { columnMetadata } = await db.execute(
      "select 1::int8 as n, now() as at, 'a'::varchar(20) as label, 1::numeric(10, 2), array['a'] as list",
      { includeResultMetadata: true },
    );
    expect(columnMetadata).toMatchObject([
      { name: 'n', label: 'n', typeName: 'int8', isSigned: true, precision: 19 },
      { name: 'at', typeName: 'timestamptz' },
      { name: 'label', typeName: 'varchar', precision: 20 },
      { name: 'numeric', typeName: 'numeric', precision: 10, scale: 2 },
      { name: 'list', typeName: '_text' },
    ]);
  });

  it('is there for an empty result, and absent when not requested', async () => {
    const empty = await db.execute('select 1 as n where false', { includeResultMetadata: true });
    expect(empty).toMatchObject({ records: [], columnMetadata: [{ name: 'n' }] });
    expect((await db.execute('select 1')).columnMetadata).toBeUndefined();
  });

  it('is absent for a statement without a result', async () => {
    await db.execute('create table metadata (n int)');
    const response = await db.execute('insert into metadata values (1), (2)', {
      includeResultMetadata: true,
    });
    expect(response).toMatchObject({ numberOfRecordsUpdated: 2, generatedFields: [] });
    expect(response.columnMetadata).toBeUndefined();
    expect(response.records).toBeUndefined();
  });
});

it('rows come as one JSON text when requested', async () => {
  const response = await db.execute(
    "select 1 as n, 'a' as t, null as none, array[1, 2] as list, '\\x00'::bytea as b",
    {
      formatRecordsAs: 'JSON',
      includeResultMetadata: true,
    },
  );
  expect(JSON.parse(response.formattedRecords ?? '')).toEqual([
    { n: 1, t: 'a', none: null, list: [1, 2], b: 'AA==' },
  ]);
  expect(response.records).toBeUndefined();
  expect(response.columnMetadata).toBeUndefined();
});
