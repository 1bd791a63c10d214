import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { duesOf } from '../../../support/postgres/dues.ts';
import { freePort } from '../../../support/system/ports.ts';
import { startTestSystem, type TestSystem } from '../../../support/system/system.ts';
import { insertUser } from '../../../support/users/known-users.ts';

const run = promisify(execFile);

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

/** Runs the program of `npm run purge` on the stand-in whose Data API has this port. @returns what it prints. */
async function purge(port: string): Promise<string> {
  const env = { PATH: process.env['PATH'], DATA_API_PORT: port };
  const { stdout } = await run(process.execPath, ['infra/local/commands/purge.ts'], { env });
  return stdout;
}

const portOf = (system: TestSystem) => new URL(system.dataApi.url).port;

it('npm run purge deletes expired rows immediately, and says how many', async () => {
  const dues = duesOf(api, await insertUser(api));
  await dues.addEvents(`now() - interval '1 day'`, 12);
  await dues.addEvents(`'infinity'`, 3);
  await dues.addRateLimit('2 days');
  expect((await purge(portOf(api))).split('\n')).toEqual([
    'expired events        12',
    'expired shared items  0',
    'idle rate limits      1',
    'abandoned chats       0',
    'stale receipts        0',
    '',
  ]);
  const { events, rateLimits } = await dues.left();
  expect([events.size, rateLimits.size]).toEqual([3, 0]);
});

it('says which kind failed and why, and how many of the others were deleted', async () => {
  const dues = duesOf(api, await insertUser(api));
  await dues.addChat('1 day');
  api.dataApi.faults.fail('DatabaseErrorException', {
    message: 'ERROR: out of luck; SQLState: XX000',
    when: ({ sql = '' }) => sql.includes('"shared_items"'),
  });
  await expect(purge(portOf(api))).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^abandoned chats +1$/m),
    stderr: 'The expired shared items could not be deleted: ERROR: out of luck; SQLState: XX000\n',
  });
});

it('says so when no server is running', async () => {
  const port = await freePort();
  await expect(purge(String(port))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The expired events could not be deleted: '),
  });
});
