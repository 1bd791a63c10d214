import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../support/deploy/run.ts';
import {
  bootstrapped,
  type ScriptedAws,
  startScriptedAws,
  untouched,
} from '../../support/deploy/scripted-aws.ts';

let aws: ScriptedAws;
beforeAll(async () => {
  aws = await startScriptedAws();
});
afterAll(() => aws.stop());

const made = { name: 'liftlog-prod-data', outputs: { DatabaseSource: 'empty' } };

test('a first deployment protects what it has made, after the last stack has succeeded', async () => {
  aws.script(untouched);
  const { code, cdk } = await run('main', aws.url, ['-c', 'stage=prod']);
  expect(cdk).toEqual([
    'deploy --all -c stage=prod -c firstDeployment=true',
    'deploy liftlog-prod-data --exclusively --require-approval never -c stage=prod',
  ]);
  expect(code).toBe(0);
});

test('a pipeline, which nobody can ask, says itself that it approves', async () => {
  aws.script(untouched);
  const { cdk } = await run('main', aws.url, ['-c', 'stage=prod', '--require-approval', 'never']);
  expect(cdk).toEqual([
    'deploy --all -c stage=prod --require-approval never -c firstDeployment=true',
    'deploy liftlog-prod-data --exclusively -c stage=prod --require-approval never',
  ]);
});

test('a first deployment that fails protects nothing, and can be tried again', async () => {
  aws.script(untouched);
  const { code, cdk, output } = await run('main', aws.url, ['-c', 'stage=prod'], 1);
  expect(cdk).toEqual(['deploy --all -c stage=prod -c firstDeployment=true']);
  expect([code, output]).toEqual([1, expect.stringContaining('The deployment failed')]);
});

test('after a failed creation it is the first one again', async () => {
  aws.script({
    ...untouched,
    stacks: [bootstrapped, { name: 'liftlog-prod-data', status: 'ROLLBACK_COMPLETE' }],
  });
  const { cdk } = await run('main', aws.url, ['-c', 'stage=prod']);
  expect(cdk[0]).toBe('deploy --all -c stage=prod -c firstDeployment=true');
});

test('later deployments are protected from the start', async () => {
  aws.script({ ...untouched, stacks: [bootstrapped, made] });
  const { cdk } = await run('main', aws.url, ['-c', 'stage=prod']);
  expect(cdk).toEqual(['deploy --all -c stage=prod']);
});

test('a deployment that would fail is not begun', async () => {
  aws.script({ ...untouched, stacks: [] });
  const { code, cdk, output } = await run('main', aws.url, ['-c', 'stage=prod']);
  expect(cdk).toEqual([]);
  expect([code, output]).toEqual([1, expect.stringContaining('Nothing was changed.')]);
});
