import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ alarmEmail: 'ops@example.com' });
const template = system.template('observability');
const ALARM = 'AWS::CloudWatch::Alarm';
const alarms = Object.keys(template.findResources(ALARM));
const topic = { Ref: template.getResourceId('AWS::SNS::Topic') };

const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, '');

test('what users can feel has an alarm', () => {
  expect(alarms.map(withoutHash).toSorted()).toEqual(
    [
      'CallsAreSlow',
      'CallsAreThrottled',
      'CallsFail',
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
  template.allResourcesProperties(ALARM, {
    AlarmDescription: Match.stringLikeRegexp('^[A-Z].*: .*\\. .*\\.$|^[A-Z].*: .*\\.$|^[A-Z].*\\. .*\\.$'),
    AlarmActions: [topic],
    OKActions: [topic],
  });
});

test('silence is an alarm for the purge alone, which runs by the clock', () => {
  const onSilence = template.findResources(ALARM, { Properties: { TreatMissingData: 'breaching' } });
  expect(Object.keys(onSilence).map(withoutHash)).toEqual(['PurgeHasNotRun']);
});

test('alarms travel encrypted, with a key that CloudWatch may use', () => {
  const key = template.getResourceId('AWS::KMS::Key');
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
      ]),
    },
  });
  template.resourceCountIs('AWS::SNS::Subscription', 1);
  template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com' });
});

test('the dashboard shows every alarm', () => {
  const [dashboard] = system.resources('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const id of alarms) expect(body).toContain(id);
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
  const filters = system
    .resources('AWS::Logs::MetricFilter')
    .filter(({ Properties }) => !/\$\.(level|message)/.test(Properties['FilterPattern']));
  expect(filters.length).toBeGreaterThan(3);
  for (const { Properties } of filters) {
    const used = [...`${Properties['FilterPattern']}`.matchAll(/\$\.(\w+)/g)].map(([, field]) => field);
    expect(fields).toEqual(expect.arrayContaining(used));
  }
});
