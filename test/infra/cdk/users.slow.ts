import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { planFor } from '../../../infra/capacity/plan.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';

const SIZES = [10_000, 1_000_000, 10_000_000];

const systemFor = (users: number) =>
  synthesized({ stage: 'prod', users: String(users), reserveConcurrency: 'true' });

test.for(SIZES)('the templates of %d users have what is reckoned for them', (users) => {
  const { throttle, database, logDays, reserved } = planFor(users, 30);
  const system = systemFor(users);
  const limits = { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst };
  system.template('api').allResourcesProperties('AWS::ApiGateway::Stage', {
    MethodSettings: [Match.objectLike(limits)],
  });
  system
    .template('chat')
    .allResourcesProperties('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings: limits });
  system.template('data').hasResourceProperties('AWS::RDS::DBCluster', {
    ServerlessV2ScalingConfiguration: Match.objectLike({
      MinCapacity: database.minimumCapacity,
      MaxCapacity: database.maximumCapacity,
    }),
  });
  for (const template of ['api', 'chat'].map(system.template)) {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: logDays });
  }
  const bounds = system
    .lambdas()
    .map(({ name, Properties }) => [name, Properties['ReservedConcurrentExecutions']] as const)
    .filter(([, bound]) => bound !== undefined);
  expect(Object.fromEntries(bounds)).toEqual(reserved);
});

test('a database of so many users does not fall asleep', () => {
  const cluster = systemFor(1_000_000).resources('AWS::RDS::DBCluster')[0]?.Properties;
  expect(cluster?.['ServerlessV2ScalingConfiguration']).not.toHaveProperty('SecondsUntilAutoPause');
});
