import { expect, test } from 'vitest';
import { functions } from '../../../lib/contract/functions.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ canary: 'true' });

const filters = system.resources('AWS::Logs::MetricFilter').map(({ id, Properties }) => ({
  id,
  log: JSON.stringify(Properties['LogGroupName']),
  pattern: `${Properties['FilterPattern']}`,
  metric: `${Properties['MetricTransformations'][0].MetricName}`,
  value: `${Properties['MetricTransformations'][0].MetricValue}`,
}));

/** The functions out of whose logs a metric is counted. */
const countedIn = (metric: string) => {
  const logs = new Set(filters.filter((filter) => filter.metric === metric).map(({ log }) => log));
  return system
    .lambdas()
    .filter(({ Properties }) =>
      [...logs].some((log) => log.includes(Properties['LoggingConfig'].LogGroup.Ref)),
    )
    .map(({ name }) => name)
    .toSorted();
};

const named = (choose: (each: (typeof functions)[number]) => boolean) =>
  functions
    .filter(choose)
    .map(({ name }) => name)
    .toSorted();

const isAsked = ({ trigger }: (typeof functions)[number]) =>
  trigger.type === 'request' || trigger.type === 'socket' || trigger.type === 'task';

test.for(['DatabaseRetries', 'DatabaseResumes'])(
  '%s are counted of every function with a database',
  (metric) => {
    expect(countedIn(metric)).toEqual(named((each) => isAsked(each) && each.databases !== 'none'));
  },
);

test.for(['ModelMilliseconds', 'ModelInputTokens', 'ModelOutputTokens'])(
  '%s are counted of every function that asks the model',
  (metric) => {
    expect(countedIn(metric)).toEqual(named(({ concurrency }) => concurrency === 'model'));
  },
);

test('refused tokens and reached limits are counted of calls, of connections and of messages', () => {
  for (const metric of ['RefusedTokens', 'RateLimitsHit'])
    expect(countedIn(metric)).toEqual(['chat/message']);
  const logs = (metric: string) => filters.filter((each) => each.metric === metric).map(({ log }) => log);
  expect(logs('RefusedTokens')).toContainEqual(expect.stringMatching(/RestAccessLog/));
  expect(logs('RefusedTokens')).toContainEqual(expect.stringMatching(/SocketsAccessLog/));
  expect(logs('RateLimitsHit')).toContainEqual(expect.stringMatching(/RestAccessLog/));
  expect(logs('RefusedPasswords')).toEqual([expect.stringMatching(/RestAccessLog/)]);
});

test('the census is counted', () => {
  for (const metric of ['OpenChats', 'Users', 'Events']) expect(countedIn(metric)).toEqual(['census']);
});

/** 30 cents a month each, after the first ten of an account. */
test('there are few metrics of ours, and each is on the dashboard', () => {
  const metrics = new Set(filters.map(({ metric }) => metric));
  expect(metrics.size).toBeLessThan(21);
  const [dashboard] = system.resources('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  for (const metric of metrics) expect(body).toContain(`\\"${metric}\\"`);
});

test('the dashboard counts calls by route and status out of the access log', () => {
  const [dashboard] = system.resources('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);
  expect(body).toContain('stats count(*) as calls by path, method, status');
});

test("the access logs' lines have the id that a client is told, and Lambda's and X-Ray's own", () => {
  const parse = (format: string) => JSON.parse(format.replace(/:(\$context\.\w+)/g, ':"$1"'));
  for (const { Properties } of system.resources('AWS::ApiGateway::Stage')) {
    expect(parse(Properties['AccessLogSetting'].Format)).toMatchObject({
      requestId: '$context.extendedRequestId',
      functionRequestId: '$context.integration.requestId',
      traceId: '$context.xrayTraceId',
    });
  }
  for (const { Properties } of system.resources('AWS::ApiGatewayV2::Stage')) {
    expect(parse(Properties['AccessLogSettings'].Format)).toMatchObject({
      requestId: '$context.requestId',
      functionRequestId: '$context.integration.requestId',
    });
  }
});
