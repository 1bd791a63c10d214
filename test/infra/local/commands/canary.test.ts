import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTestSystem, type TestSystem } from '../../../support/system/system.ts';

const run = promisify(execFile);

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

/** Runs the program of `npm run canary`. @returns what it prints. */
async function canary(): Promise<string> {
  const env = { PATH: process.env['PATH'] };
  const { stdout } = await run(process.execPath, ['infra/local/commands/canary.ts', api.url], { env });
  return stdout;
}

it('npm run canary says how long each call took', async () => {
  expect(await canary()).toMatch(/^user\/create +\d+ ms\n(?:[\w/-]+ +\d+ ms\n){5}user\/delete +\d+ ms\n$/);
});

it('and which one failed, with its request id', async () => {
  api.dataApi.faults.fail('AccessDeniedException', {
    when: ({ sql = '' }) => /insert into "?user_events/.test(sql),
  });
  await expect(canary()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^event\/put returned 500\. Request [\w-]{15}=\.\n$/),
  });
});
