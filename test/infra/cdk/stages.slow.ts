import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import { functions } from '../../../lib/contract/functions.ts';
import { hubs } from '../../../lib/contract/index.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';

const names = Object.keys(stages);

test.for(names)('%s names no account and no region, and looks nothing up', (stage) => {
  const { assembly } = synthesized({ stage });
  expect(assembly.manifest.missing).toBeUndefined();
  for (const { environment } of assembly.stacks) {
    expect(environment).toMatchObject({ account: 'unknown-account', region: 'unknown-region' });
  }
});

test.for(names)('no stack of %s comes near the 500 resources that there may be', (stage) => {
  for (const [stack, template] of synthesized({ stage }).templates) {
    const count = Object.keys(template.toJSON()['Resources']).length;
    expect([stack, count]).toEqual([stack, expect.toSatisfy(() => count < 400)]);
  }
});

test.for(names)('no secret is in a template of %s', (stage) => {
  const system = synthesized({ stage });
  const secret = /PASSWORD|API_KEY|SHARED_SECRET|CREDENTIALS/;
  for (const { name, Properties } of system.lambdas()) {
    const variables = Object.keys(Properties['Environment']?.Variables ?? {});
    expect([name, variables.filter((variable) => secret.test(variable))]).toEqual([name, []]);
  }
  expect(
    system.resources('AWS::SecretsManager::Secret').map(({ Properties }) => Properties['SecretString']),
  ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  system
    .template('data')
    .hasResourceProperties('AWS::RDS::DBCluster', { MasterUserPassword: Match.absent() });
});

test.for(names)('the database of %s cannot be reached, but over the Data API', (stage) => {
  const system = synthesized({ stage });
  const { database } = stages[stage as keyof typeof stages];
  const data = system.template('data');
  data.resourceCountIs('AWS::RDS::DBCluster', 1);
  data.hasResourceProperties('AWS::RDS::DBCluster', {
    Engine: 'aurora-postgresql',
    EngineVersion: Match.stringLikeRegexp('^17\\.'),
    EnableHttpEndpoint: true,
    StorageEncrypted: true,
    ManageMasterUserPassword: true,
    BackupRetentionPeriod: 7,
    DatabaseName: 'liftlog_user_data',
    ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: database.maximumCapacity },
  });
  data.allResourcesProperties('AWS::RDS::DBInstance', {
    DBInstanceClass: 'db.serverless',
    PubliclyAccessible: false,
  });
  for (const template of system.templates.values())
    for (const way of [
      'InternetGateway',
      'NatGateway',
      'VPCGatewayAttachment',
      'Route',
      'SecurityGroupIngress',
    ])
      template.resourceCountIs(`AWS::EC2::${way}`, 0);
  data.allResourcesProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
});

test('production cannot be deleted by mistake', () => {
  const system = synthesized({ stage: 'prod' });
  const kept = system.resources().filter(({ DeletionPolicy }) => DeletionPolicy === 'RetainExceptOnCreate');
  expect(kept.map(({ Type }) => Type)).toEqual(
    expect.arrayContaining(['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::SecretsManager::Secret']),
  );
  system.template('data').hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: true });
  const data = system.assembly.stacks.find(({ stackName }) => stackName === 'liftlog-prod-data');
  expect(data?.terminationProtection).toBe(true);
});

test('a first creation of production that fails leaves nothing behind, and can be tried again', () => {
  const system = synthesized({ stage: 'prod', firstDeployment: 'true' });
  const held = system
    .resources()
    .filter(({ stack, Type }) => stack === 'data' && /RDS|Secret|EC2/.test(Type));
  expect(held.length).toBeGreaterThan(10);
  for (const { id, DeletionPolicy } of held) expect([id, DeletionPolicy]).not.toEqual([id, 'Retain']);
  expect(system.resources('AWS::RDS::DBCluster')[0]?.Properties['DeletionProtection']).toBe(false);
  const data = system.assembly.stacks.find(({ stackName }) => stackName === 'liftlog-prod-data');
  expect(data?.terminationProtection).not.toBe(true);
});

/** Another id would be another resource: CloudFormation would make it anew, and empty. */
test.for(names)('what holds data in %s keeps its logical id', (stage) => {
  const holding = synthesized({ stage })
    .resources()
    .filter(({ Type }) =>
      ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::SecretsManager::Secret'].includes(Type),
    );
  expect(holding.map(({ stack, id }) => `${stack}/${id}`)).toEqual([
    'data/DatabaseCluster5B53A178',
    'data/DatabaseClusterWriterD43085C6',
    'data/UserData6A2E227B',
    'data/RateLimit4AEB4E56',
    'data/SecretsA3BCC2E9',
    'data/DigestKey01D849A7',
    'data/OriginKey10CF34FB',
  ]);
});

test("the ARNs of the users' secrets are as short as the Data API wants them, in every region", () => {
  const longest = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:-123456789012-AbCdEf';
  const secrets = synthesized({ stage: 'prod' }).resources('AWS::SecretsManager::Secret');
  for (const { id } of secrets) expect(`${longest}${id}`.length).toBeLessThanOrEqual(100);
});

/** Clients know the hosts that are made of these. */
test.for(names)('the addresses of %s stay', (stage) => {
  const system = synthesized({ stage });
  const id = (type: string) => system.resources(type).map((each) => `${each.stack}/${each.id}`);
  expect(id('AWS::ApiGateway::RestApi')).toEqual(['api/RestApi79D61EE8']);
  expect(id('AWS::ApiGatewayV2::Api')).toEqual(['chat/SocketsApi04DF8096']);
  expect(id('AWS::CloudFront::Distribution')).toEqual(['edge/Distribution830FAC52']);
});

test('the databases are brought up to date before new code serves', () => {
  const { assembly } = synthesized({ stage: 'prod' });
  const dependencies = (name: string) =>
    assembly.stacks
      .find(({ stackName }) => stackName === `liftlog-prod-${name}`)
      ?.dependencies.map(({ id }) => id);
  expect(dependencies('migrations')).toContain('liftlog-prod-data');
  expect(dependencies('api')).toContain('liftlog-prod-migrations');
  expect(dependencies('chat')).toContain('liftlog-prod-api');
});

test('a change of the migrations, and nothing else, runs them', () => {
  const system = synthesized({ stage: 'prod' });
  const [trigger, ...others] = system.resources('Custom::Trigger');
  expect(others).toEqual([]);
  const [version] = system.resources('AWS::Lambda::Version');
  expect(trigger?.Properties['HandlerArn']).toEqual({ Ref: version?.id });
  expect(version?.id).toMatch(/^MigrateFunctionCurrentVersion/);
});

test('logs are kept as long as the stage says', () => {
  for (const stage of names) {
    const { logDays } = stages[stage as keyof typeof stages];
    const groups = synthesized({ stage }).resources('AWS::Logs::LogGroup');
    expect(new Set(groups.map(({ Properties }) => Properties['RetentionInDays']))).toEqual(
      new Set([logDays]),
    );
  }
});

test.for(names)(
  '%s reserves nothing until it is asked to: a new account has nothing to reserve of',
  (stage) => {
    for (const { name, Properties } of synthesized({ stage }).lambdas()) {
      expect([name, Properties['ReservedConcurrentExecutions']]).toEqual([name, undefined]);
    }
  },
);

test('in production, what costs much a call is bounded when asked for, and leaves room in an account of a thousand', () => {
  const bounds = Object.fromEntries(
    synthesized({ stage: 'prod', reserveConcurrency: 'true' })
      .lambdas()
      .map(({ name, Properties }) => [name, Properties['ReservedConcurrentExecutions']] as const)
      .filter(([, bound]) => bound !== undefined),
  );
  const costly = functions.filter(({ concurrency }) => concurrency !== 'unreserved');
  expect(Object.keys(bounds).toSorted()).toEqual(costly.map(({ name }) => name).toSorted());
  const sum = Object.values(bounds).reduce((total, bound) => total + bound, 0);
  expect(sum).toBeLessThanOrEqual(900);
});

test('access logs hold no address, query string, header or body', () => {
  const system = synthesized({ stage: 'prod' });
  const formats = [
    ...system
      .resources('AWS::ApiGateway::Stage')
      .map(({ Properties }) => Properties['AccessLogSetting'].Format),
    ...system
      .resources('AWS::ApiGatewayV2::Stage')
      .map(({ Properties }) => Properties['AccessLogSettings'].Format),
  ];
  expect(formats).toHaveLength(2 + hubs.length);
  for (const format of formats) {
    const variables = [...format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(variables.filter((name) => /identity|querystring|header|body|^path$|message/i.test(name))).toEqual(
      [],
    );
    const line = format.replace(/"?\$context\.[\w.]+"?/g, '"1"');
    expect(Object.keys(JSON.parse(line)).length).toBeGreaterThan(5);
  }
  for (const stage of system.resources('AWS::ApiGateway::Stage')) {
    expect(stage.Properties['MethodSettings']).toEqual([
      expect.objectContaining({ LoggingLevel: 'ERROR', DataTraceEnabled: false }),
    ]);
  }
});

test.for(names)('calls and messages of %s have a rate that is not gone past', (stage) => {
  const system = synthesized({ stage });
  const { rate, burst } = stages[stage as keyof typeof stages].throttle;
  const throttle = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
  system.template('api').allResourcesProperties('AWS::ApiGateway::Stage', {
    MethodSettings: [Match.objectLike(throttle)],
  });
  system.template('chat').allResourcesProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: throttle,
  });
});
