import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { addLiftLog } from '../../../infra/liftlog.ts';
import { functions, migrate } from '../../../lib/contract/functions.ts';
import { newApp, synthesized } from '../../support/cdk/synthesized.ts';

const CLUSTER = 'arn:aws:rds:eu-west-1:123456789012:cluster:from-csharp';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:from-csharp-AbCdEf';

const existing = { clusterArn: CLUSTER, secretArn: SECRET };

const adopted = { ...existing, EVENT_PAYLOAD_MAX_BYTES: '15360', OPENAI_MODEL: 'gpt-5' };

test('a cluster that is there is taken, and none is made', () => {
  const system = synthesized(adopted);
  for (const template of system.templates.values()) {
    template.resourceCountIs('AWS::RDS::DBCluster', 0);
    template.resourceCountIs('AWS::EC2::VPC', 0);
  }
  const migration = system.lambdas().find(({ name }) => name === migrate.name);
  expect(migration?.Properties['Environment'].Variables).toEqual({
    DATABASE_CLUSTER_ARN: CLUSTER,
    DATABASE_SECRET_ARN: SECRET,
    USER_DATA_SECRET_ARN: { 'Fn::ImportValue': expect.stringContaining('RefUserData') },
    RATE_LIMIT_SECRET_ARN: { 'Fn::ImportValue': expect.stringContaining('RefRateLimit') },
    EVENT_PAYLOAD_MAX_BYTES: '15360',
  });
  system.template('observability').hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ACUUtilization',
    Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'from-csharp' }],
  });
});

test("the databases' users are called like the databases", () => {
  const usernames = (choices: Record<string, string>) =>
    synthesized(choices)
      .resources('AWS::SecretsManager::Secret')
      .map(({ Properties }) => JSON.parse(Properties['GenerateSecretString'].SecretStringTemplate).username)
      .filter((username) => username !== undefined);
  expect(usernames({})).toEqual(['liftlog_user_data', 'liftlog_rate_limit']);
  expect(usernames({ ...existing, RATE_LIMIT_DATABASE: 'limits' })).toEqual(['liftlog_user_data', 'limits']);
});

test("a new cluster's database is called as chosen", () => {
  const { template } = synthesized({ USER_DATA_DATABASE: 'people' });
  template('data').hasResourceProperties('AWS::RDS::DBCluster', { DatabaseName: 'people' });
});

test('a Data API that is not of AWS is called as the owner, whose secret is no secret', () => {
  const system = synthesized({ ...existing, dataApiUrl: 'http://host.docker.internal:13000' });
  for (const { name, Properties } of system.lambdas()) {
    const variables: object = Properties['Environment']?.Variables ?? {};
    const arns = Object.entries(variables).filter(([variable]) => variable.endsWith('_SECRET_ARN'));
    const usesDatabase = functions.some((each) => each.name === name && each.databases !== 'none');
    const expected = usesDatabase ? [['DATABASE_SECRET_ARN', SECRET]] : [];
    expect([name, arns]).toEqual([name, expected]);
  }
});

test('a snapshot becomes the cluster, in the place of an empty one', () => {
  const CLUSTER_TYPE = 'AWS::RDS::DBCluster';
  const restored = synthesized({ snapshot: 'csharp-final' }).template('data');
  const empty = synthesized().template('data');
  expect(restored.getResourceId(CLUSTER_TYPE)).toBe(empty.getResourceId(CLUSTER_TYPE));
  restored.hasResourceProperties(CLUSTER_TYPE, {
    SnapshotIdentifier: 'csharp-final',
    DatabaseName: Match.absent(),
    EnableHttpEndpoint: true,
  });
});

test('settings reach the functions that read them', () => {
  const system = synthesized(adopted);
  const variables = (name: string) =>
    system.lambdas().find((each) => each.name === name)?.Properties['Environment']?.Variables ?? {};
  expect(variables('event/put')).toMatchObject({ EVENT_PAYLOAD_MAX_BYTES: '15360' });
  expect(variables('event/put')).not.toHaveProperty('OPENAI_MODEL');
  expect(variables('ai/workout')).toMatchObject({ OPENAI_MODEL: 'gpt-5', STAGE: 'dev' });
  expect(variables('health')).toEqual({});
});

test.for([
  [{ stage: 'production' }, /stage/],
  [{ clusterArn: CLUSTER }, /clusterArn and secretArn go together/],
  [{ clusterArn: 'liftlog', secretArn: SECRET }, /clusterArn/],
  [{ domainName: 'api.example.com' }, /domainName and certificateArn go together/],
  [
    { domainName: 'api.example.com', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1' },
    /certificateArn: must be an ARN of acm:us-east-1/,
  ],
  [{ firewall: 'yes' }, /firewall: must be true or the ARN of a web ACL of us-east-1/],
  [{ alarmEmail: 'ops' }, /alarmEmail: must be an e-mail address/],
  [{ canary: 'yes' }, /canary: must be true or false/],
  [{ monthlyBudget: 'none' }, /monthlyBudget: must be a number above 0/],
  [{ release: 'now' }, /release: must be gradual or at-once/],
  [{ EVENT_PAYLOAD_MAX_BYTES: '50000' }, /EVENT_PAYLOAD_MAX_BYTES: must be a whole number from 1 to 40000/],
  [{ users: 'many' }, /users: must be a whole number from 1 to 1000000000/],
  [{ minimumCapacity: '0.7' }, /minimumCapacity: must be a multiple of 0.5 from 0 to 256/],
  [{ logDays: '14' }, /logDays: must be 7, 30 or 90/],
] as const)('a wrong choice is named: %o', ([choices, message]) => {
  expect(() => synthesized(choices)).toThrow(message);
});

test.for([
  [{ clusterArn: CLUSTER, secretArn: SECRET }, /clusterArn belongs to one stage: write it into cdk\.json/],
  [{ snapshot: 'final' }, /snapshot belongs to one stage/],
  [{ stages: { prod: existing, dev: existing } }, /clusterArn: prod and dev must not share one/],
  [
    { stages: { prod: { domainName: 'a.example' }, staging: { domainName: 'a.example' } } },
    /domainName: prod and staging must not share one/,
  ],
  [{ stages: { prod: { clusterArm: CLUSTER } } }, /stages\.prod\.clusterArm: there is no such choice/],
  [{ stages: { production: {} } }, /stages\.production: there is no such stage/],
  [{ stages: 'prod' }, /stages: must be an object/],
  [{ stages: { dev: { ...existing, snapshot: 'final' } } }, /a database is made of one of them/],
] as const)('what belongs to one stage stands in its entry, and in no other: %o', ([context, message]) => {
  expect(() => addLiftLog(newApp({}, { context }))).toThrow(message);
});

test('a deployment of another stage leaves a stage its cluster and its domain', () => {
  const stages = { prod: { ...existing, alarmEmail: 'ops@example.com' } };
  const clusterOf = (stage: string) => {
    const app = newApp({}, { context: { stage, stages } });
    addLiftLog(app);
    const data = app.synth().stacks.find(({ stackName }) => stackName === `liftlog-${stage}-data`);
    return data?.template.Outputs;
  };
  expect(clusterOf('prod')).toMatchObject({
    DatabaseSource: { Value: CLUSTER },
    ClusterArn: { Value: CLUSTER },
  });
  expect(clusterOf('dev').DatabaseSource.Value).toBe('empty');
});

test('a web ACL is made where CloudFront takes it from, and nowhere else', () => {
  const add = () => addLiftLog(newApp({ firewall: 'true' }), 'eu-west-1');
  expect(add).toThrow(/firewall: CloudFront takes a web ACL of us-east-1/);
});

test("where the Data API is not AWS's, there are no keys of digests either", () => {
  const system = synthesized({ ...existing, dataApiUrl: 'http://host.docker.internal:13000' });
  const knowing = system
    .lambdas()
    .filter(({ Properties }) => Properties['Environment']?.Variables?.DIGEST_KEYS_ARN !== undefined);
  expect(knowing).toEqual([]);
});
