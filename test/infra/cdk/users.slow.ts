import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { planFor } from '../../../infra/capacity/plan.ts';
import { type Synthesized, synthesized } from '../../support/cdk/synthesized.ts';

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

/** The environments that are kept warm, by the function's name. */
function warmIn(system: Synthesized): Record<string, number> {
  const aliases = system.resources('AWS::Lambda::Alias').map(({ Properties }) => Properties);
  const warm = system
    .lambdas()
    .flatMap(({ id, name }) =>
      aliases
        .filter(({ FunctionName }) => FunctionName.Ref === id)
        .map(({ ProvisionedConcurrencyConfig }) => [name, ProvisionedConcurrencyConfig] as const),
    );
  const kept = warm.filter(([, config]) => config !== undefined);
  return Object.fromEntries(kept.map(([name, config]) => [name, config.ProvisionedConcurrentExecutions]));
}

test('what is busy all night is kept warm, and nothing else', () => {
  expect(warmIn(systemFor(1_000_000))).toEqual({});
  const { provisioned } = planFor(10_000_000, 30);
  expect(Object.keys(provisioned)).toContain('user/put');
  expect(warmIn(systemFor(10_000_000))).toEqual(provisioned);
});

test('what is kept warm in a stage without gradual releases is what is called', () => {
  const system = synthesized({ stage: 'dev', reserveConcurrency: 'true', provisionedConcurrency: '2' });
  expect(warmIn(system)).toMatchObject({ 'user/put': 2, 'event/get-many': 2 });
  const aliases = system.resources('AWS::Lambda::Alias').map(({ id }) => id);
  const called = JSON.stringify(
    system.resources('AWS::ApiGateway::Method').map(({ Properties }) => Properties['Integration']),
  );
  expect(aliases.filter((id) => !called.includes(`"${id}"`))).toEqual([]);
});

test('a database of so many users does not fall asleep', () => {
  const cluster = systemFor(1_000_000).resources('AWS::RDS::DBCluster')[0]?.Properties;
  expect(cluster?.['ServerlessV2ScalingConfiguration']).not.toHaveProperty('SecondsUntilAutoPause');
});
