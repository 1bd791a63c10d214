import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { migrate } from '../support/postgres/database-users.ts';
import { emptyDatabase, schemaOf } from '../support/postgres/schema.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

const empty = () => Promise.all([api.userData, api.rateLimit].map(emptyDatabase));

const none = { userData: [], rateLimit: [] };
const schemas = async () => [await schemaOf(api.userData), await schemaOf(api.rateLimit)];

it('a fault that passes does not stop a run, nor does it run twice', async () => {
  const before = await schemas();
  await empty();
  api.dataApi.calls.clear();
  await migrate(api);
  const callsMade = api.dataApi.calls.entries.length;
  const faults = passingFaults.filter(({ name }) => /^(ServiceUnavailable|answer lost)/.test(name));
  // Now the one fault, now the other; both at the last calls, among which are the commits.
  for (let index = 0; index < callsMade; index += 1) {
    const chosen = index < callsMade - 3 ? faults.slice(index % 4, (index % 4) + 1) : faults;
    for (const fault of chosen) {
      await empty();
      fault.order(api.dataApi.faults, { when: nthCall(index) });
      await migrate(api);
      expect([fault.name, index, await schemas()]).toEqual([fault.name, index, before]);
    }
  }
  expect(await migrate(api)).toEqual(none);
});
