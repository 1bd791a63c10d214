import { ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
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

describe('an error of the database', () => {
  it('carries the position and the state', async () => {
    await expect(db.execute('select nothing')).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'ERROR: column "nothing" does not exist; Position: 8; SQLState: 42703',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('carries the hint', async () => {
    await expect(db.execute("select 'a'::text = 1::int")).rejects.toThrow(
      /^ERROR: operator does not exist: text = integer; Hint: .*; Position: 18; SQLState: 42883$/,
    );
  });

  it('carries the state of a violated constraint', async () => {
    await db.execute('create table one (id int primary key)');
    await db.execute('insert into one values (1)');
    await expect(db.execute('insert into one values (1)')).rejects.toThrow(
      /^ERROR: duplicate key value violates unique constraint "one_pkey"; .*SQLState: 23505$/,
    );
  });
});

it.each(['select 1; select 2', 'select 1; drop table x;'])(
  'several statements are refused: %s',
  async (sql) => {
    await expect(db.execute(sql)).rejects.toMatchObject({
      name: 'ValidationException',
      message: "Multistatements aren't supported.",
    });
  },
);

it('one statement may end with a semicolon', async () => {
  await expect(db.execute('select 1;')).resolves.toMatchObject({ records: [[{ longValue: 1 }]] });
});

it('a statement that somebody cancels has not timed out', async () => {
  const cancel = `select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep(50)%' and pid <> pg_backend_pid()`;
  const cancelling = async () => {
    await expect.poll(async () => (await db.execute(cancel)).records).toHaveLength(1);
  };
  const [slow] = await Promise.allSettled([db.execute('select pg_sleep(50)::text'), cancelling()]);
  expect(slow).toMatchObject({
    status: 'rejected',
    reason: {
      name: 'DatabaseErrorException',
      message: 'ERROR: canceling statement due to user request; SQLState: 57014',
    },
  });
});

describe('what a call names must be there', () => {
  it('the cluster', async () => {
    const resourceArn = 'arn:aws:rds:us-east-1:000000000000:cluster:other';
    await expect(db.execute('select 1', { resourceArn })).rejects.toMatchObject({
      name: 'HttpEndpointNotEnabledException',
      message: `HttpEndpoint is not enabled for resource ${resourceArn}`,
    });
  });

  it('the secret', async () => {
    const secretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:other';
    await expect(db.execute('select 1', { secretArn })).rejects.toMatchObject({
      name: 'SecretsErrorException',
    });
  });

  it.each(['other', undefined])('the database: %s', async (database) => {
    await expect(db.execute('select 1', { database })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringMatching(/^FATAL: database ".*" does not exist; SQLState: 3D000$/),
    });
  });

  it('a database that PostgreSQL does not have', async () => {
    const url = new URL(db.databaseUrl);
    url.pathname = '/missing';
    const lost = await startDataApiUnderTest({ databases: { app: url.href } });
    await expect(lost.execute('select 1')).rejects.toThrow(
      'FATAL: database "missing" does not exist; SQLState: 3D000',
    );
    await lost.stop();
  });
});

it('a PostgreSQL that cannot be reached is DatabaseUnavailableException', async () => {
  const lost = await startDataApiUnderTest({ databases: { app: 'postgres://postgres@127.0.0.1:1/app' } });
  await expect(lost.execute('select 1')).rejects.toMatchObject({
    name: 'DatabaseUnavailableException',
    $metadata: { httpStatusCode: 504 },
  });
  await lost.stop();
});

it('the schema parameter is refused', async () => {
  const command = new ExecuteStatementCommand({ ...db.target, sql: 'select 1', schema: 'public' });
  await expect(db.client.send(command)).rejects.toMatchObject({
    name: 'ValidationException',
    message: "The schema parameter isn't supported",
  });
});

describe('a request that no SDK would send', () => {
  const body = () => JSON.stringify({ ...db.target, sql: 'select 1' });

  async function send(path: string, init: RequestInit): Promise<[status: number, error: string | null]> {
    const response = await fetch(db.api.url + path, { method: 'POST', ...init });
    await response.text();
    return [response.status, response.headers.get('x-amzn-errortype')];
  }
  const withAuthorization = (header: string, text = body()) => ({
    headers: { authorization: header },
    body: text,
  });

  it('not signed', async () => {
    expect(await send('/Execute', { body: body() })).toEqual([403, 'MissingAuthenticationTokenException']);
  });

  it.each(['rds', 's3'])('signed for %s', async (service) => {
    const request = withAuthorization(authorization(service));
    expect(await send('/Execute', request)).toEqual([403, 'InvalidSignatureException']);
  });

  it('signed in another way', async () => {
    expect(await send('/Execute', withAuthorization('Bearer abc'))).toEqual([
      403,
      'InvalidSignatureException',
    ]);
  });

  it('to another path', async () => {
    const request = withAuthorization(authorization());
    expect(await send('/ExecuteSql', request)).toEqual([404, 'UnknownOperationException']);
  });

  it.each([
    ['not JSON', '{', 'SerializationException'],
    ['no object', '[]', 'ValidationException'],
    [
      'without a statement',
      '{"resourceArn":"arn:aws:rds:x","secretArn":"arn:aws:rds:x"}',
      'ValidationException',
    ],
  ])('%s', async (_, text, error) => {
    expect(await send('/Execute', withAuthorization(authorization(), text))).toEqual([400, error]);
  });
});
