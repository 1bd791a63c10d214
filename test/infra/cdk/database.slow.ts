import { expect, test } from 'vitest';
import { synthesized } from '../../support/cdk/synthesized.ts';

const own = synthesized({ stage: 'prod' });
const moved = synthesized({
  stage: 'prod',
  clusterArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:restored',
  secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:restored-AbCdEf',
});

const outputs = (system: typeof own) => Object.entries<any>(system.template('data').toJSON()['Outputs']);

/** All texts of the stacks behind the database's. */
const consumers = [...own.templates]
  .filter(([name]) => name !== 'data')
  .map(([, template]) => JSON.stringify(template.toJSON()))
  .join('\n');

const found = (pattern: RegExp) => new Set([...consumers.matchAll(pattern)].map(([, name]) => name));

/** CloudFormation neither takes an export away nor changes it while a stack imports it. */
test('when a stage moves to a restored cluster, nothing is taken away that other stacks still import', () => {
  const imported = found(/"Fn::ImportValue":"(liftlog-prod-data:[^"]+)"/g);
  expect(imported.size).toBeGreaterThan(0);
  const exported = new Set(outputs(moved).map(([, { Export }]) => Export?.Name));
  expect([...imported].filter((name) => !exported.has(name))).toEqual([]);
});

test('what other stacks read of the own cluster is an output of its stack', () => {
  const read = found(
    /"Fn::GetStackOutput":\{"StackName":"liftlog-prod-data","Region":[^}]+\},"OutputName":"(\w+)"\}/g,
  );
  expect(read.size).toBeGreaterThan(0);
  const names = new Set(outputs(own).map(([name]) => name));
  expect([...read].filter((name = '') => !names.has(name))).toEqual([]);
});

/** A restored cluster is put into it, and CloudFormation would try to delete it when the stage has moved. */
test("production's network is kept with its cluster", () => {
  const network = own.resources().filter(({ stack, Type }) => stack === 'data' && /EC2|RDS/.test(Type));
  expect(network.map(({ Type }) => Type)).toEqual(
    expect.arrayContaining([
      'AWS::EC2::VPC',
      'AWS::EC2::Subnet',
      'AWS::EC2::SecurityGroup',
      'AWS::RDS::DBSubnetGroup',
    ]),
  );
  for (const { id, DeletionPolicy } of network) {
    expect([id, DeletionPolicy]).toEqual([id, 'RetainExceptOnCreate']);
  }
});

test('a standby is an instance that grows with the writer, and takes over first', () => {
  const instances = synthesized({ standby: 'true' }).resources('AWS::RDS::DBInstance');
  const tiers = instances.map(({ Properties }) => Properties['PromotionTier'] ?? 0);
  expect(tiers).toHaveLength(2);
  // Tiers 0 and 1 have the writer's capacity.
  for (const tier of tiers) expect(tier).toBeLessThanOrEqual(1);
  expect(own.resources('AWS::RDS::DBInstance')).toHaveLength(1);
});

test('an instance may be in either of two zones', () => {
  const zones = own
    .resources('AWS::EC2::Subnet')
    .map(({ Properties }) => JSON.stringify(Properties['AvailabilityZone']));
  expect(new Set(zones).size).toBe(2);
});

test('an adopted cluster has no standby of ours', () => {
  const adopted = {
    clusterArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:theirs',
    secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:theirs-AbCdEf',
  };
  expect(() => synthesized({ ...adopted, standby: 'true' })).toThrow(/standby: a cluster that is given/);
});
