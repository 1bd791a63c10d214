import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageName } from '../../stages.ts';

/** The period of the dashboard's and the alarms' figures. */
export const MINUTES_5 = Duration.minutes(5);

/** A metric that is counted out of the lines of logs. */
export interface LogMetric {
  readonly name: string;
  /** The lines that count. */
  readonly pattern: string;
  /** The field whose value counts; without one, each line counts as 1. */
  readonly value?: string;
}

/** A call on the planner or to open a chat, by the access log's path. */
const AI = '($.path = "/ai*")';
const NOT_AI = '($.path != "/ai*")';

/**
 * Every metric of ours, with its name. They are counted by filters of the logs and not by lines in the embedded metric
 * format: both make metrics of the same price, but these lines would be ingested beside those that are there. Source of
 * the patterns: "Filter pattern syntax for metric filters", Amazon CloudWatch Logs User Guide. The fields are those of
 * the access logs' formats, and of the records in `lib/log.ts` below `message`.
 */
export const logMetrics = {
  /** Milliseconds until the first byte; the planner's calls take as long as the model thinks, and are left out. */
  latency: {
    name: 'Latency',
    pattern: '{ ($.path != "/ai/*") && ($.transfer != "STREAMED") && ($.milliseconds >= 0) }',
    value: '$.milliseconds',
  },
  /**
   * The same metric, from another field: of a streamed response, the latency lasts until a slow client has read the last
   * byte. Source: "Troubleshoot issues with response streaming", Amazon API Gateway Developer Guide.
   */
  streamedLatency: {
    name: 'Latency',
    pattern: '{ ($.path != "/ai/*") && ($.transfer = "STREAMED") && ($.firstByteMilliseconds = *) }',
    value: '$.firstByteMilliseconds',
  },
  throttledCalls: { name: 'ThrottledCalls', pattern: '{ $.error = "THROTTLED" }' },
  plannerCalls: { name: 'PlannerCalls', pattern: '{ $.path = "/ai/*" }' },
  plannerFailures: { name: 'PlannerFailures', pattern: '{ ($.path = "/ai/*") && ($.status >= 500) }' },
  /** Of streamed responses that may be large. */
  bytesSent: { name: 'BytesSent', pattern: '{ $.message.bytes >= 0 }', value: '$.message.bytes' },

  refusedPasswords: { name: 'RefusedPasswords', pattern: `{ ${NOT_AI} && ($.status = 401) }` },
  /** By calls and negotiations, by `$connect`, and by `Authenticate` in a chat. */
  refusedTokens: { name: 'RefusedTokens', pattern: `{ ${AI} && ($.status = 401) }` },
  refusedTokensOfSockets: { name: 'RefusedTokens', pattern: '{ $.status = "401" }' },
  refusedTokensInChats: { name: 'RefusedTokens', pattern: '{ $.message.status = 401 }' },
  /** A purchase's calls of 24 hours are used up; what API Gateway throttles is another matter. */
  rateLimitsHit: {
    name: 'RateLimitsHit',
    pattern: `{ ${AI} && ($.status = 429) && ($.error != "THROTTLED") }`,
  },
  rateLimitsHitInChats: { name: 'RateLimitsHit', pattern: '{ $.message.status = 429 }' },

  databaseRetries: {
    name: 'DatabaseRetries',
    pattern: '{ $.message.dataApiRetries > 0 }',
    value: '$.message.dataApiRetries',
  },
  databaseResumes: {
    name: 'DatabaseResumes',
    pattern: '{ $.message.dataApiResumes > 0 }',
    value: '$.message.dataApiResumes',
  },

  modelMilliseconds: {
    name: 'ModelMilliseconds',
    pattern: '{ $.message.modelMilliseconds >= 0 }',
    value: '$.message.modelMilliseconds',
  },
  modelInputTokens: {
    name: 'ModelInputTokens',
    pattern: '{ $.message.modelInputTokens > 0 }',
    value: '$.message.modelInputTokens',
  },
  modelOutputTokens: {
    name: 'ModelOutputTokens',
    pattern: '{ $.message.modelOutputTokens > 0 }',
    value: '$.message.modelOutputTokens',
  },

  chatErrors: { name: 'ChatErrors', pattern: '{ $.level = "ERROR" }' },
  /** Sockets and messages that failed on our side; a refused token is no failure. */
  failedSockets: { name: 'FailedSockets', pattern: '{ $.status = "5*" }' },

  openChats: { name: 'OpenChats', pattern: '{ $.message.openChats >= 0 }', value: '$.message.openChats' },
  users: { name: 'Users', pattern: '{ $.message.users >= 0 }', value: '$.message.users' },
  events: { name: 'Events', pattern: '{ $.message.events >= 0 }', value: '$.message.events' },
} as const satisfies Readonly<Record<string, LogMetric>>;

const namespaceOf = (stageName: StageName) => `LiftLog/${stageName}`;

/** A metric as the dashboard and the alarms read it, by default its sum. */
export const metricOf = ({ name }: LogMetric, stageName: StageName, statistic = 'Sum'): Metric =>
  new Metric({ namespace: namespaceOf(stageName), metricName: name, statistic, period: MINUTES_5 });

/** Counts metrics out of a log, in the log's own stack or another. */
export function countMetrics(
  scope: Construct,
  logGroup: ILogGroup,
  stageName: StageName,
  metrics: Readonly<Record<string, LogMetric>>,
): void {
  for (const [id, { name, pattern, value = '1' }] of Object.entries(metrics)) {
    new MetricFilter(scope, `Count-${id}`, {
      logGroup,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: namespaceOf(stageName),
      metricName: name,
      metricValue: value,
    });
  }
}
