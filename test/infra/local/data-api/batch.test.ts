import { BatchExecuteStatementCommand, type SqlParameter } from '@aws-sdk/client-rds-data';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type DataApiUnderTest, startDataApiUnderTest } from '../../../support/local/data-api.ts';

let db: DataApiUnderTest;
beforeAll(async () => {
  db = await startDataApiUnderTest();
  await db.execute('create table lift (kg int unique)');
});
beforeEach(() => db.execute('truncate lift'));
afterAll(() => db.stop());

const batch = (weights: number[], transactionId?: string) =>
  db.client.send(
    new BatchExecuteStatementCommand({
      ...db.target,
      transactionId,
      sql: 'insert into lift values (:kg)',
      parameterSets: weights.map((kg): SqlParameter[] => [{ name: 'kg', value: { longValue: kg } }]),
    }),
  );
const stored = async () =>
  (await db.execute('select kg from lift order by kg')).records?.map(([kg]) => kg?.longValue);

it('runs the statement once per set', async () => {
  const { updateResults } = await batch([80, 100]);
  expect(updateResults).toEqual([{ generatedFields: [] }, { generatedFields: [] }]);
  expect(await stored()).toEqual([80, 100]);
});

it('keeps the sets before one that fails', async () => {
  await expect(batch([80, 80, 100])).rejects.toThrow('SQLState: 23505');
  expect(await stored()).toEqual([80]);
});

it('is rolled back with its transaction', async () => {
  const transactionId = await db.begin();
  await batch([80], transactionId);
  await db.rollback(transactionId);
  expect(await stored()).toEqual([]);
});

it('runs nothing without a set', async () => {
  expect((await batch([])).updateResults).toEqual([]);
});
