import { expect, test } from 'vitest';
import { socketFunctions } from '../../../lib/contract/hub.ts';
import { functionsOn } from '../../../lib/contract/index.ts';
import { resolve } from '../../support/cdk/policy.ts';
import { type Resource, synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ stage: 'prod' });
const lambdas = system.lambdas();

const byId = (id: string) => system.resources().find((each) => each.id === id);

/** The name of the function that an alias, a version or a text refers to. */
const functionIn = (value: unknown) =>
  lambdas.find(({ id }) => JSON.stringify(value).includes(`"${id}"`))?.name;

const aliases = system.resources('AWS::Lambda::Alias').map((alias) => {
  const policy = alias.UpdatePolicy?.['CodeDeployLambdaAliasUpdate'];
  const group = byId(policy?.DeploymentGroupName.Ref);
  const alarms: any[] = group?.Properties['AlarmConfiguration'].Alarms ?? [];
  return {
    id: alias.id,
    name: functionIn(alias.Properties['FunctionName']),
    version: byId(alias.Properties['FunctionVersion']['Fn::GetAtt'][0]),
    group,
    alarms: alarms.map(({ Name }) => byId(Name.Ref)),
  };
});

/** The functions that serve people. */
const released = [
  ...functionsOn('request'),
  ...functionsOn('socket'),
  ...functionsOn('task').filter(({ trigger }) => trigger.invokedBy !== undefined),
].map(({ name }) => name);

test('in production, what serves people is reached through an alias, and nothing else has one', () => {
  expect(new Set(aliases.map(({ name }) => name))).toEqual(new Set(released));
  expect(aliases).toHaveLength(released.length);
  const integrations = [
    ...system.resources('AWS::ApiGateway::Method').map(({ Properties }) => Properties['Integration'].Uri),
    ...system
      .resources('AWS::ApiGatewayV2::Integration')
      .map(({ Properties }) => Properties['IntegrationUri']),
  ].filter((uri) => uri !== undefined);
  expect(integrations.length).toBeGreaterThan(20);
  for (const uri of integrations) {
    expect(functionIn(uri)).toBeUndefined();
    expect(aliases.filter(({ id }) => JSON.stringify(uri).includes(`"${id}"`))).toHaveLength(1);
  }
});

test('API Gateway may call the aliases, in every stage', () => {
  const allowed = (service: string) =>
    system
      .resources('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties['Principal'] === service)
      .map(({ Properties }) => Properties['FunctionName'].Ref ?? Properties['FunctionName']['Fn::GetAtt'][0]);
  const ids = new Set(aliases.map(({ id }) => id));
  expect(allowed('apigateway.amazonaws.com').filter((id) => !ids.has(id))).toEqual([]);
  const scheduled = new Set(functionsOn('schedule').map(({ name }) => name));
  expect(new Set(allowed('events.amazonaws.com').map((id) => byId(id)?.id))).toEqual(
    new Set(lambdas.filter(({ name }) => scheduled.has(name)).map(({ id }) => id)),
  );
});

test('a tenth of the calls go to new code for ten minutes, and back by themselves', () => {
  for (const { group } of aliases) {
    expect(group?.Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      AlarmConfiguration: { Enabled: true },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
      },
    });
  }
});

test("each function is judged by its own failures, by an alarm of the function's stack", () => {
  for (const { id, name, alarms, group } of aliases) {
    expect([name, alarms.length]).toEqual([name, 1]);
    const [alarm] = alarms;
    const stack = byId(id)?.stack;
    expect([name, alarm?.stack, group?.stack]).toEqual([name, stack, stack]);
    const { Metrics, Threshold, TreatMissingData } = alarm?.Properties ?? {};
    const metric = (label: string) => Metrics.find((each: any) => each.Id === label)?.MetricStat.Metric;
    expect(functionIn(metric('calls').Dimensions)).toBe(name);
    expect(metric('calls')).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Invocations' });
    const filter = system
      .resources('AWS::Logs::MetricFilter')
      .find(
        ({ Properties }) => Properties['MetricTransformations'][0].MetricName === metric('failed').MetricName,
      );
    const logGroup = lambdas.find((each) => each.name === name)?.Properties['LoggingConfig'].LogGroup;
    expect(filter?.Properties['LogGroupName']).toEqual(logGroup);
    // No calls, no data: that is no failure.
    expect(TreatMissingData).toBe('notBreaching');
    // A new version that always fails is a tenth of the calls.
    expect(Threshold).toBeLessThan(10);
  }
});

test('old versions stay for the calls that run on them, and what is taken back goes', () => {
  for (const { name, version } of aliases) {
    expect([name, version?.DeletionPolicy]).toEqual([name, 'RetainExceptOnCreate']);
  }
});

test("an answer's function is invoked, bounded and reported through its alias", () => {
  const answer = aliases.find(({ name }) => name === socketFunctions.answer);
  const message = lambdas.find(({ name }) => name === socketFunctions.message);
  const invoked = message?.Properties['Environment'].Variables.CHAT_ANSWER_FUNCTION;
  expect(functionIn(invoked)).toBe(socketFunctions.answer);
  expect(resolve(invoked)).toMatch(/:live$/);
  // A reference to the alias would make the second release wait for the first.
  expect(JSON.stringify(message?.Properties)).not.toContain(answer?.id);
  const rights = system
    .resources('AWS::IAM::Policy')
    .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement)
    .filter(({ Action }) => Action === 'lambda:InvokeFunction')
    .map(({ Resource }) => [functionIn(Resource), resolve(Resource)]);
  expect(rights).toEqual(
    expect.arrayContaining([
      [socketFunctions.answer, expect.stringMatching(/\.Arn:live$/)],
      [socketFunctions.answerFailed, expect.stringMatching(/\.Arn$/)],
    ]),
  );
  expect(rights).toHaveLength(2);
  const config = system.resources('AWS::Lambda::EventInvokeConfig').find(({ stack }) => stack === 'chat');
  expect(JSON.stringify(config?.Properties['Qualifier'])).toContain(answer?.id);
  expect(config?.Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
});

test('an alarm that is off already does not stop the release that ends an outage', () => {
  const groups = synthesized({ stage: 'prod', release: 'at-once' }).resources(
    'AWS::CodeDeploy::DeploymentGroup',
  );
  expect(groups).toHaveLength(released.length);
  for (const { Properties } of groups) {
    expect(Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      AlarmConfiguration: { Enabled: false },
    });
  }
});

test.for(['dev', 'staging'])('%s is released at once, and has nothing for more', (stage) => {
  const types = synthesized({ stage })
    .resources()
    .map(({ Type }: Resource) => Type);
  expect(types.filter((type) => /CodeDeploy|Lambda::Alias/.test(type))).toEqual([]);
});
