import type { Field, SqlParameter } from '@aws-sdk/client-rds-data';
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

async function firstRow(sql: string, parameters: SqlParameter[] = []): Promise<unknown[]> {
  const { records } = await db.execute(sql, { parameters });
  return (records?.[0] ?? []).map((field) => ('isNull' in field ? null : Object.values(field)[0]));
}

const text = (name: string, stringValue: string, typeHint?: SqlParameter['typeHint']): SqlParameter => ({
  name,
  value: { stringValue },
  typeHint,
});
const value = (name: string, field: Field): SqlParameter => ({ name, value: field });

describe('each kind of value is bound as its own type', () => {
  it.each<[field: Field, type: string]>([
    [{ stringValue: 'a' }, 'text'],
    [{ longValue: 1 }, 'bigint'],
    [{ doubleValue: 1.5 }, 'double precision'],
    [{ booleanValue: true }, 'boolean'],
    [{ blobValue: new Uint8Array([1]) }, 'bytea'],
  ])('%o is %s', async (field, type) => {
    expect(await firstRow('select pg_typeof(:v)::text', [value('v', field)])).toEqual([type]);
  });

  it.each<[hint: SqlParameter['typeHint'], sample: string, type: string]>([
    ['DATE', '2024-01-15', 'date'],
    ['DECIMAL', '1.50', 'numeric'],
    ['JSON', '{"a":1}', 'json'],
    ['TIME', '12:34:56', 'time without time zone'],
    ['TIMESTAMP', '2024-01-15 12:34:56.123', 'timestamp without time zone'],
    ['UUID', '5b2cd2a9-3a34-4f5e-8f6a-7f1d9d3e0c11', 'uuid'],
  ])('the hint %s makes a string %s', async (hint, sample, type) => {
    expect(await firstRow('select pg_typeof(:v)::text', [text('v', sample, hint)])).toEqual([type]);
    await expect(db.execute('select :v', { parameters: [text('v', 'x', hint)] })).rejects.toThrow();
  });

  it('bytes go in and out unchanged', async () => {
    const bytes = new Uint8Array(256).map((_, index) => index);
    expect(await firstRow('select :v', [value('v', { blobValue: bytes })])).toEqual([bytes]);
  });

  it('a null takes the type of its place', async () => {
    expect(await firstRow('select :v::uuid is null', [value('v', { isNull: true })])).toEqual([true]);
  });

  it('an unnamed result column keeps the name PostgreSQL gives a bare parameter', async () => {
    const { columnMetadata } = await db.execute('select :v', {
      parameters: [text('v', 'a')],
      includeResultMetadata: true,
    });
    expect(columnMetadata?.[0]?.name).toBe('?column?');
  });
});

describe('a string is text, and text is not cast by itself', () => {
  beforeAll(async () => {
    await db.execute('create table typed (id uuid, at timestamptz, amount numeric, doc jsonb)');
  });

  it.each(['id', 'at', 'amount', 'doc'])('42804 when it is stored in %s', async (column) => {
    const sql = `insert into typed (${column}) values (:v)`;
    await expect(db.execute(sql, { parameters: [text('v', '1')] })).rejects.toThrow('SQLState: 42804');
  });

  it('42883 when it is compared', async () => {
    const parameters = [text('v', '5b2cd2a9-3a34-4f5e-8f6a-7f1d9d3e0c11')];
    await expect(db.execute('select from typed where id = :v', { parameters })).rejects.toThrow(
      'SQLState: 42883',
    );
    await expect(db.execute('select from typed where id = :v::uuid', { parameters })).resolves.toBeDefined();
  });

  it('a hint is enough to store it', async () => {
    const parameters = [
      text('id', '5b2cd2a9-3a34-4f5e-8f6a-7f1d9d3e0c11', 'UUID'),
      text('at', '2024-01-15 12:34:56', 'TIMESTAMP'),
      text('amount', '1.5', 'DECIMAL'),
      text('doc', '{"a":1}', 'JSON'),
    ];
    const sql = 'insert into typed values (:id, :at, :amount, :doc)';
    await expect(db.execute(sql, { parameters })).resolves.toMatchObject({ numberOfRecordsUpdated: 1 });
  });
});

describe('parameters that do not fit the statement are refused', () => {
  const refused = (sql: string, parameters: SqlParameter[], error: object) =>
    expect(db.execute(sql, { parameters })).rejects.toMatchObject(error);

  it('one that is not named in it', () =>
    refused('select 1', [text('a', '')], {
      name: 'BadRequestException',
      message: 'Cannot find parameter: a',
    }));

  it('one that is named but not given', () =>
    refused('select :a, :b', [text('b', '')], {
      name: 'DatabaseErrorException',
      message: expect.stringMatching(/bind message supplies 1 parameters.*SQLState: 08P01/),
    }));

  it('one that is given twice', () =>
    refused('select :a', [text('a', ''), text('a', '')], { name: 'BadRequestException' }));

  it('an array', () =>
    refused('select :a', [value('a', { arrayValue: { stringValues: ['x'] } })], {
      name: 'BadRequestException',
      message: 'Array parameters are not supported.',
    }));

  it('a hint on another value than a string', () =>
    refused('select :a', [{ ...value('a', { longValue: 1 }), typeHint: 'DECIMAL' }], {
      name: 'BadRequestException',
    }));

  it.each<[what: string, field: object]>([
    ['no value', {}],
    ['two values', { stringValue: 'a', longValue: 1 }],
    ['a value that is no base64', { blobValue: '*' }],
  ])('%s', async (_, field) => {
    const response = await fetch(`${db.api.url}/Execute`, {
      method: 'POST',
      headers: { authorization: authorization() },
      body: JSON.stringify({ ...db.target, sql: 'select :a', parameters: [{ name: 'a', value: field }] }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('ValidationException');
  });
});

describe('the scanner', () => {
  it('replaces each occurrence of a name with the same value', async () => {
    expect(await firstRow('select :a || :b || :a', [text('a', 'x'), text('b', 'y')])).toEqual(['xyx']);
  });

  it('takes numbers for names', async () => {
    expect(await firstRow('select :0 || :10', [text('10', 'y'), text('0', 'x')])).toEqual(['xy']);
  });

  it.each([
    `select ':a'`,
    `select 'it''s :a'`,
    String.raw`select E'\':a'`,
    `select 1 as ":a"`,
    'select 1 -- :a',
    'select 1 /* :a /* nested */ :a */',
    "select '1'::text::varchar",
  ])('leaves alone: %s', async (sql) => {
    await expect(db.execute(sql)).resolves.toBeDefined();
  });

  it('silently corrupts a name within dollar quotes', async () => {
    expect(await firstRow('select $$a :b c$$')).toEqual(['a $1 c']);
  });

  it('takes an array slice for a parameter', async () => {
    await expect(db.execute('select (array[1,2,3])[1:2]')).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('syntax error at or near "$1"'),
    });
  });
});
