import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { StageName } from '../../stages.ts';
import { logMetrics, MINUTES_5, metricOf } from './log-metrics.ts';
import { percentage } from './percentage.ts';

/** The metrics of plans, and of the model in plans and chats. */
export function plannerMetrics(stageName: StageName) {
  const calls = metricOf(logMetrics.plannerCalls, stageName);
  const failures = metricOf(logMetrics.plannerFailures, stageName);
  return {
    failureRate: percentage('plans', failures, calls, 5),
    /** As the model's server counts them. A call that is cut short reports none. */
    inputTokens: metricOf(logMetrics.modelInputTokens, stageName),
    outputTokens: metricOf(logMetrics.modelOutputTokens, stageName),
    seconds: new MathExpression({
      expression: 'milliseconds / 1000',
      usingMetrics: { milliseconds: metricOf(logMetrics.modelMilliseconds, stageName) },
      period: MINUTES_5,
      label: 'Seconds',
    }),
  };
}
