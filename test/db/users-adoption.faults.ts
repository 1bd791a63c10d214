import { afterAll, beforeAll, expect, it } from 'vitest';
import { nthCall, passingFaults } from '../support/faults/passing.ts';
import { type DatabaseUsers, databaseUsers, executeAs, migrate } from '../support/postgres/database-users.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let users: DatabaseUsers;
let api: TestSystem;
beforeAll(async () => {
  users = await databaseUsers();
  api = await startTestSystem(users.options);
});
afterAll(() => api.stop());

it('deployments at once, and again after any fault that passes, end the same', async () => {
  await Promise.all([migrate(api), migrate(api), migrate(api)]);
  api.dataApi.calls.clear();
  await migrate(api);
  const callsMade = api.dataApi.calls.entries.length;
  const faults = passingFaults.filter(({ name }) => /^(ServiceUnavailable|answer lost)/.test(name));
  for (let index = 0; index < callsMade; index += 1) {
    faults[index % faults.length]?.order(api.dataApi.faults, { when: nthCall(index) });
    users.setPassword(users.userData);
    await migrate(api);
    const { records } = await executeAs(
      api,
      users.userData,
      'USER_DATA_DATABASE',
      'select count(*) from users',
    );
    expect(records).toEqual([[{ longValue: 0 }]]);
  }
});
