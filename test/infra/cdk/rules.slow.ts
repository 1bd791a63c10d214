import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addLiftLog } from '../../../infra/liftlog.ts';
import { newApp } from '../../support/cdk/synthesized.ts';

/** An app that checks its templates, as infra/app.ts does. */
function strictApp(choices: Record<string, string>) {
  const app = newApp(choices);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** Milliseconds: the rules take ten seconds of a processor that may be busy. */
const timeout = 180_000;

let exitCode: typeof process.exitCode;
beforeEach(() => {
  exitCode = process.exitCode;
});
afterEach(() => {
  // A broken rule would make the process fail later.
  process.exitCode = exitCode;
});

const choices: readonly ({ stage: string } & Record<string, string>)[] = [
  { stage: 'dev' },
  {
    stage: 'prod',
    domainName: 'api.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111',
    firewall: 'true',
    alarmEmail: 'ops@example.com',
  },
  ...['10000', '1000000', '10000000'].map((users) => ({ stage: 'prod', users, reserveConcurrency: 'true' })),
];

test.for(choices)('no rule of cdk-nag or CloudFormation is broken by %o', { timeout }, (given) => {
  const app = strictApp(given);
  addLiftLog(app);
  const { stacks } = app.synth();
  expect(stacks.map(({ stackName }) => stackName)).toEqual(
    ['data', 'migrations', 'api', 'chat', 'edge', 'observability'].map(
      (part) => `liftlog-${given.stage}-${part}`,
    ),
  );
});

test('a bucket that is open breaks one', { timeout }, () => {
  const app = strictApp({});
  new Bucket(new Stack(app, 'open'), 'Bucket');
  expect(() => app.synth()).toThrow(/AwsSolutions-S1/);
});

test('a resource that CloudFormation would refuse breaks one', { timeout }, () => {
  const app = strictApp({});
  new CfnResource(new Stack(app, 'wrong'), 'Function', {
    type: 'AWS::Lambda::Function',
    properties: { Timeout: 1 },
  });
  expect(() => app.synth()).toThrow(/'Code' is a required property/);
});
