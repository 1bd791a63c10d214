import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { costsTable } from '../../../infra/capacity/tables.ts';

function plan(...choices: readonly string[]) {
  const args = ['infra/capacity/main.ts', ...choices.flatMap((choice) => ['-c', choice])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

test('npm run deploy:plan says what a month costs', () => {
  expect(plan()).toMatchObject({ status: 0, output: expect.stringContaining(costsTable()) });
});

test('it says what a stage is made of for its users, and what AWS has to raise', () => {
  const { status, output } = plan('stage=prod', 'users=10000000', 'logDays=90');
  expect(status).toBe(0);
  expect(output).toContain('prod, for 10,000,000 users');
  expect(output).toContain('"logDays": 90');
  expect(output).toMatch(/lambda, "Concurrent executions": \d+; at first AWS gives 1000/);
});

test('it says when one cluster does not hold them, and names a wrong choice', () => {
  expect(plan('stage=prod', 'users=100000000').output).toMatch(/\d cells, as infra\/cells\.md says/);
  expect(plan('users=many')).toMatchObject({ status: 1, output: expect.stringMatching(/users/) });
});
