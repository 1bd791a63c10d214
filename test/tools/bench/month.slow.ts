import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Measured, monthlyCalls } from '../../../infra/capacity/usage.ts';
import { type OwnPostgres, startOwnPostgres } from '../../support/system/own-system.ts';
import { measureCalls } from './month.ts';

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await startOwnPostgres();
});
afterAll(() => postgres.stop());

test('what stages and costs are reckoned from is what calls take: npm run bench -- month', async () => {
  const { calls } = await measureCalls(postgres, 4);
  const counts = (name: string, { dataApiCalls, responseBytes }: Measured) => ({
    name,
    dataApiCalls,
    responseBytes,
  });
  expect(calls.map(({ call, measured }) => counts(call.name, measured))).toEqual(
    monthlyCalls.map(({ name, measured }) => counts(name, measured)),
  );
});
