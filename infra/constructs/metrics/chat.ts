import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StageName } from '../../stages.ts';
import type { ApiFunction } from '../api-function.ts';
import { ofFunction } from './functions.ts';
import { logMetrics, MINUTES_5, metricOf } from './log-metrics.ts';

/** The metrics of sockets and chats. @param answer the function that answers. */
export function chatMetrics(stageName: StageName, socketApiId: string, answer: ApiFunction) {
  /**
   * By ApiId; the sum is how many. `IntegrationError` is not among them: it counts a refused token as well. Source:
   * "Monitor WebSocket API execution with CloudWatch metrics", Amazon API Gateway Developer Guide.
   */
  const socket = (metricName: 'ConnectCount' | 'MessageCount' | 'ExecutionError') =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: socketApiId },
      statistic: 'Sum',
      period: MINUTES_5,
    });
  return {
    socket,
    socketFailures: new MathExpression({
      // What could not be executed is answered with a 5xx, too, where there is somebody to answer.
      expression: 'MAX([FILL(answered, 0), FILL(execution, 0)])',
      usingMetrics: {
        answered: metricOf(logMetrics.failedSockets, stageName),
        execution: socket('ExecutionError'),
      },
      period: MINUTES_5,
      label: 'Failed messages',
    }),
    errors: metricOf(logMetrics.chatErrors, stageName),
    open: metricOf(logMetrics.openChats, stageName, 'Maximum'),
    /**
     * Dropped are events that were too old, and, without retries, those whose run failed. Source: "Types of metrics for
     * Lambda functions", AWS Lambda Developer Guide.
     */
    answer: (metricName: 'Invocations' | 'AsyncEventsDropped') => ofFunction(answer, metricName, MINUTES_5),
  };
}
