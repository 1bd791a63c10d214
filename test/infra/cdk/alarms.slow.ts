import { expect, test } from 'vitest';
import { allows } from '../../support/cdk/policy.ts';
import { type Resource, synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ alarmEmail: 'ops@example.com', canary: 'true' });
const alarms = system.resources('AWS::CloudWatch::Alarm');
const [topic] = system.resources('AWS::SNS::Topic');
const nameOf = ({ id }: Resource) => id.replace(/[0-9A-F]{8}$/, '');

test('what users can feel has an alarm', () => {
  expect(alarms.map(nameOf).toSorted()).toEqual(
    [
      'CallsAreSlow',
      'CallsAreThrottled',
      'CallsFail',
      'CanaryFails',
      'CanaryHasNotRun',
      'ChatAnswersAreLost',
      'ChatFails',
      'DatabaseIsAtItsMaximum',
      'FunctionsAreThrottled',
      'MuchIsSent',
      'PlannerFails',
      'PurgeFails',
      'PurgeHasNotRun',
      'SocketsFail',
    ].toSorted(),
  );
});

test('every alarm says what to make of it, and tells somebody when it comes and goes', () => {
  for (const { Properties } of alarms) {
    expect(Properties['AlarmDescription']).toMatch(/^[A-Z].*: .*\. .*\.$|^[A-Z].*: .*\.$|^[A-Z].*\. .*\.$/);
    expect(Properties['AlarmActions']).toEqual([{ Ref: topic?.id }]);
    expect(Properties['OKActions']).toEqual([{ Ref: topic?.id }]);
  }
});

/** An alarm's state without data, and whom it tells. It begins in INSUFFICIENT_DATA and tells of changes. */
function withoutData({ Properties }: Resource) {
  const states: Record<string, string> = {
    breaching: 'ALARM',
    notBreaching: 'OK',
    missing: 'INSUFFICIENT_DATA',
  };
  const state = states[Properties['TreatMissingData']] ?? 'INSUFFICIENT_DATA';
  const actions = { ALARM: 'AlarmActions', OK: 'OKActions', INSUFFICIENT_DATA: 'InsufficientDataActions' };
  return { state, tells: Properties[actions[state as keyof typeof actions]] };
}

test('no alarm goes off at a first deployment, before there are any data', () => {
  expect(alarms.filter((alarm) => withoutData(alarm).state === 'ALARM').map(nameOf)).toEqual([]);
});

test('silence after that is told of the purge and the canary alone, which run by the clock', () => {
  const told = alarms.filter(
    (alarm) => withoutData(alarm).state !== 'OK' && withoutData(alarm).tells !== undefined,
  );
  expect(told.map(nameOf)).toEqual(['PurgeHasNotRun', 'CanaryHasNotRun']);
});

test('a stage without the canary has no alarm of it', () => {
  const names = synthesized({ canary: 'false' }).resources('AWS::CloudWatch::Alarm').map(nameOf);
  expect(names.filter((name) => name.startsWith('Canary'))).toEqual([]);
});

const ALARM = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:liftlog-dev-CallsFail';
const publish = {
  principal: 'cloudwatch.amazonaws.com',
  action: 'sns:Publish',
  resource: topic?.id ?? '',
  context: { 'aws:SecureTransport': 'true', 'aws:SourceArn': ALARM },
};

test.for([
  ['an alarm of this account', true, {}],
  ['an alarm of another account', false, { 'aws:SourceArn': ALARM.replace('123456789012', '999999999999') }],
  ['plain HTTP', false, { 'aws:SecureTransport': 'false' }],
  ['no alarm', false, { 'aws:SourceArn': 'arn:aws:s3:::bucket' }],
] as const)('the topic takes what %s publishes: %s', ([, expected, context]) => {
  const [policy] = system.resources('AWS::SNS::TopicPolicy');
  expect(policy?.Properties['Topics']).toEqual([{ Ref: topic?.id }]);
  const request = { ...publish, context: { ...publish.context, ...context } };
  expect(allows(policy?.Properties['PolicyDocument'], request)).toBe(expected);
});

const BUDGET = {
  'aws:SecureTransport': 'true',
  'aws:SourceAccount': '123456789012',
  'aws:SourceArn': 'arn:aws:budgets::123456789012:*',
};

test.for([
  ['a budget of this account', true, {}],
  ['a budget of another account', false, { 'aws:SourceAccount': '999999999999' }],
  ['no budget', false, { 'aws:SourceArn': 'arn:aws:s3:::bucket' }],
  ['a budget over plain HTTP', false, { 'aws:SecureTransport': 'false' }],
] as const)('the topic takes what %s publishes: %s', ([, expected, context]) => {
  const [policy] = system.resources('AWS::SNS::TopicPolicy');
  const request = {
    ...publish,
    principal: 'budgets.amazonaws.com',
    context: { ...BUDGET, ...context },
  };
  expect(allows(policy?.Properties['PolicyDocument'], request)).toBe(expected);
});

test('the topic takes nothing of other services', () => {
  const [policy] = system.resources('AWS::SNS::TopicPolicy');
  const request = { ...publish, principal: 'events.amazonaws.com' };
  expect(allows(policy?.Properties['PolicyDocument'], request)).toBe(false);
});

test('alarms travel encrypted, with a key that CloudWatch and Budgets may use', () => {
  const [key] = system.resources('AWS::KMS::Key');
  expect(JSON.stringify(topic?.Properties['KmsMasterKeyId'])).toContain(key?.id);
  for (const principal of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      const request = { ...publish, principal, action, resource: key?.id ?? '' };
      const isAllowed = allows(key?.Properties['KeyPolicy'], request);
      expect([principal, action, isAllowed]).toEqual([principal, action, true]);
    }
  }
  expect(system.resources('AWS::SNS::Subscription').map(({ Properties }) => Properties['Endpoint'])).toEqual([
    'ops@example.com',
  ]);
});

/** The metrics of an alarm, whether it has one or reckons with several. */
const metricsOf = ({ Properties }: Resource): any[] =>
  Properties['MetricName'] === undefined
    ? Properties['Metrics'].flatMap(({ MetricStat }: any) => MetricStat?.Metric ?? [])
    : [Properties];

test('whatever an alarm looks at is counted: by AWS, or out of a log', () => {
  const counted = system
    .resources('AWS::Logs::MetricFilter')
    .flatMap(({ Properties }) => Properties['MetricTransformations'])
    .map(({ MetricNamespace, MetricName }) => `${MetricNamespace} ${MetricName}`);
  const ours = alarms
    .flatMap(metricsOf)
    .filter(({ Namespace }) => !Namespace.startsWith('AWS/'))
    .map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`);
  expect(ours.length).toBeGreaterThan(4);
  expect(counted).toEqual(expect.arrayContaining(ours));
});

const filtersOf = (metric: string) =>
  system
    .resources('AWS::Logs::MetricFilter')
    .filter(({ Properties }) => Properties['MetricTransformations'][0].MetricName === metric)
    .map(({ Properties }) => [
      Properties['FilterPattern'],
      Properties['MetricTransformations'][0].MetricValue,
    ]);

test('a call is slow until its first byte: what the client takes to read the rest is its own', () => {
  const [stage] = system.resources('AWS::ApiGateway::Stage');
  const format: string = stage?.Properties['AccessLogSetting'].Format;
  expect(JSON.parse(format.replace(/:(\$context\.\w+)/g, ':"$1"'))).toMatchObject({
    transfer: '$context.integration.responseTransferMode',
    firstByteMilliseconds: '$context.integration.timeToFirstContent',
  });
  expect(filtersOf('Latency')).toEqual([
    [expect.stringContaining('$.transfer != "STREAMED"'), '$.milliseconds'],
    [expect.stringContaining('$.transfer = "STREAMED"'), '$.firstByteMilliseconds'],
  ]);
});

test('a refused token is no failure of the sockets', () => {
  const names = alarms
    .filter((each) => nameOf(each) === 'SocketsFail')
    .flatMap(metricsOf)
    .map(({ MetricName }) => MetricName);
  expect(new Set(names)).toEqual(new Set(['ExecutionError', 'FailedSockets']));
  expect(filtersOf('FailedSockets')).toEqual([['{ $.status = "5*" }', '1']]);
});

test('the dashboard shows every alarm', () => {
  const [dashboard] = system.resources('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const { id } of alarms) expect(body).toContain(id);
});

test('the bytes of each function that streams are counted, out of its own log', () => {
  const counted = system
    .resources('AWS::Logs::MetricFilter')
    .filter(({ Properties }) => Properties['MetricTransformations'][0].MetricName === 'BytesSent');
  expect(counted.map(({ Properties }) => JSON.stringify(Properties['LogGroupName'])).toSorted()).toEqual([
    expect.stringContaining('EventGetMany'),
    expect.stringContaining('InboxGet'),
    expect.stringContaining('UserGetLogs'),
    expect.stringContaining('UserGetManyLogs'),
  ]);
  for (const { Properties } of counted) {
    expect(Properties['FilterPattern']).toBe('{ $.message.bytes >= 0 }');
    expect(Properties['MetricTransformations'][0].MetricValue).toBe('$.message.bytes');
  }
});

test('numbers are read out of the log lines that API Gateway writes', () => {
  const [stage] = system.resources('AWS::ApiGateway::Stage');
  const format: string = stage?.Properties['AccessLogSetting'].Format;
  const fields = Object.keys(JSON.parse(format.replace(/"?\$context\.[\w.]+"?/g, '"1"')));
  const [sockets] = system.resources('AWS::ApiGatewayV2::Stage');
  expect(JSON.parse(sockets?.Properties['AccessLogSettings'].Format).status).toBe('$context.status');
  const filters = system
    .resources('AWS::Logs::MetricFilter')
    .filter(({ Properties }) => !/\$\.(level|message)/.test(Properties['FilterPattern']));
  expect(filters.length).toBeGreaterThan(3);
  for (const { Properties } of filters) {
    const used = [...`${Properties['FilterPattern']}`.matchAll(/\$\.(\w+)/g)].map(([, field]) => field);
    expect(fields).toEqual(expect.arrayContaining(used));
  }
});
