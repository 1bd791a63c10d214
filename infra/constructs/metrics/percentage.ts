import { type IMetric, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { MINUTES_5 } from './log-metrics.ts';

/** Percent of what failed. @param atLeast how many there have to be: of fewer, none failed. */
export function percentage(what: string, failed: Metric, all: Metric, atLeast: number): IMetric {
  return new MathExpression({
    expression: `IF(${what} >= ${atLeast}, 100 * FILL(${what}Failed, 0) / ${what}, 0)`,
    usingMetrics: { [`${what}Failed`]: failed, [what]: all },
    period: MINUTES_5,
    label: `Failed ${what}, %`,
  });
}
