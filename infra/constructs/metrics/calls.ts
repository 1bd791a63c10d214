import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StageName } from '../../stages.ts';
import { logMetrics, MINUTES_5, metricOf } from './log-metrics.ts';
import { percentage } from './percentage.ts';

/** The metrics of the REST API's calls. */
export function callMetrics(stageName: StageName, restApiName: string) {
  /** Source: "Amazon API Gateway dimensions and metrics": by ApiName; the sum is how many. */
  const rest = (metricName: 'Count' | '4XXError' | '5XXError') =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiName: restApiName },
      statistic: 'Sum',
      period: MINUTES_5,
    });
  return {
    rest,
    /** Percent of calls that failed on our side; of few calls, none. */
    serverErrorRate: percentage('calls', rest('5XXError'), rest('Count'), 20),
    /** Milliseconds until the first byte, of all calls but the planner's. */
    latency: (statistic: string) =>
      metricOf(logMetrics.latency, stageName, statistic).with({ label: statistic }),
    throttled: metricOf(logMetrics.throttledCalls, stageName),
    refusedPasswords: metricOf(logMetrics.refusedPasswords, stageName),
    refusedTokens: metricOf(logMetrics.refusedTokens, stageName),
    rateLimitsHit: metricOf(logMetrics.rateLimitsHit, stageName),
    /** Of responses that may be large, in gigabytes. */
    gigabytesSent: new MathExpression({
      expression: 'sent / 1000000000',
      usingMetrics: { sent: metricOf(logMetrics.bytesSent, stageName) },
      period: MINUTES_5,
      label: 'Sent, GB',
    }),
  };
}
