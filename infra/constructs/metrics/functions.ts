import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ApiFunction } from '../api-function.ts';
import { MINUTES_5 } from './log-metrics.ts';

type LambdaMetric = 'Invocations' | 'Errors' | 'Duration' | 'AsyncEventsDropped';

/**
 * By FunctionName; the sum is how many, of a duration a percentile. Source: "Types of metrics for Lambda functions", AWS
 * Lambda Developer Guide.
 */
export function ofFunction({ lambda }: ApiFunction, metricName: LambdaMetric, period: Duration): Metric {
  return lambda.metric(metricName, { statistic: metricName === 'Duration' ? 'p99' : 'Sum', period });
}

/** The metrics of a function that runs by the clock. @param period between two runs. */
export const scheduledMetrics = (scheduled: ApiFunction, period: Duration) => ({
  invocations: ofFunction(scheduled, 'Invocations', period),
  errors: ofFunction(scheduled, 'Errors', period),
  duration: ofFunction(scheduled, 'Duration', period),
});

/** The metrics of all functions. */
export function functionMetrics() {
  /** Of the whole account and region. Source: the same; without a dimension. */
  const ofAccount = (metricName: string, statistic: string) =>
    new Metric({ namespace: 'AWS/Lambda', metricName, statistic, period: MINUTES_5 });
  return {
    /** Calls that Lambda turned away. */
    throttles: ofAccount('Throttles', 'Sum'),
    concurrency: ofAccount('ConcurrentExecutions', 'Maximum'),
    /** Of each function by itself, whose name has all these words. */
    durations: (words: string): IMetric =>
      new MathExpression({
        expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="Duration" ${words}', 'p99')`,
        usingMetrics: {},
        period: MINUTES_5,
        label: '',
      }),
  };
}
