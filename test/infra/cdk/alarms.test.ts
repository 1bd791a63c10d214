import { expect, test } from 'vitest';
import { synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ alarmEmail: 'ops@example.com' });
const alarms = system.resources('AWS::CloudWatch::Alarm');
const [topic] = system.resources('AWS::SNS::Topic');

test('what users can feel has an alarm', () => {
  expect(alarms.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).toSorted()).toEqual(
    [
      'CallsAreSlow',
      'CallsAreThrottled',
      'CallsFail',
      'ChatAnswersAreLost',
      'ChatFails',
      'DatabaseIsAtItsMaximum',
      'FunctionsAreThrottled',
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

test('silence is an alarm for the purge alone, which runs by the clock', () => {
  const onSilence = alarms.filter(({ Properties }) => Properties['TreatMissingData'] === 'breaching');
  expect(onSilence.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['PurgeHasNotRun']);
});

test('alarms travel encrypted, with a key that CloudWatch may use', () => {
  const [key] = system.resources('AWS::KMS::Key');
  expect(JSON.stringify(topic?.Properties['KmsMasterKeyId'])).toContain(key?.id);
  expect(JSON.stringify(key?.Properties['KeyPolicy'])).toContain('cloudwatch.amazonaws.com');
  expect(system.resources('AWS::SNS::Subscription').map(({ Properties }) => Properties['Endpoint'])).toEqual([
    'ops@example.com',
  ]);
});

test('the dashboard shows every alarm', () => {
  const [dashboard] = system.resources('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const { id } of alarms) expect(body).toContain(id);
});

test('numbers are read out of the log lines that API Gateway writes', () => {
  const [stage] = system.resources('AWS::ApiGateway::Stage');
  const format: string = stage?.Properties['AccessLogSetting'].Format;
  const fields = Object.keys(JSON.parse(format.replace(/"?\$context\.[\w.]+"?/g, '"1"')));
  const filters = system
    .resources('AWS::Logs::MetricFilter')
    .filter(({ Properties }) => !Properties['FilterPattern'].includes('$.level'));
  expect(filters.length).toBeGreaterThan(3);
  for (const { Properties } of filters) {
    const used = [...`${Properties['FilterPattern']}`.matchAll(/\$\.(\w+)/g)].map(([, field]) => field);
    expect(fields).toEqual(expect.arrayContaining(used));
  }
});
