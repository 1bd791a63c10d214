import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { StageName } from '../stages.ts';
import type { Metrics } from './metrics.ts';
import { accountWideName } from './naming.ts';

const introduction = `# LiftLog
From top to bottom: is anything wrong, do calls succeed and how fast, is the database the reason, how is the chat.
While people move over from another server, compare *Failed calls* and *First byte* with its own.`;

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({
    title,
    left,
    right,
    width: 12,
    height: 6,
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
  });

/** One page that tells how the system does. */
export function addDashboard(
  scope: Construct,
  stageName: StageName,
  metrics: Metrics,
  alarms: Alarm[],
): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: accountWideName(scope, stageName),
    periodOverride: PeriodOverride.AUTO,
    widgets: [
      [
        new TextWidget({ markdown: introduction, width: 12, height: 4 }),
        new AlarmStatusWidget({ title: 'Alarms', alarms, width: 12, height: 4 }),
      ],
      [
        graph('Calls', [metrics.rest('Count')], [metrics.rest('4XXError'), metrics.rest('5XXError')]),
        graph('Failed calls, %', [metrics.serverErrorRate, metrics.plannerFailureRate]),
      ],
      [
        graph(
          'First byte without the planner, ms',
          ['p50', 'p90', 'p99'].map((each) => metrics.latency(each)),
        ),
        graph('Slowest hundredth of each function, ms', [metrics.functionDurations(`liftlog ${stageName}`)]),
      ],
      [
        graph(
          'Database: share of its maximum (left), capacity units (right)',
          [metrics.database('ACUUtilization')],
          [metrics.database('ServerlessDatabaseCapacity')],
        ),
        graph('Database connections', [metrics.database('DatabaseConnections')]),
      ],
      [
        graph(
          'Functions running (left), calls turned away (right)',
          [metrics.lambdaConcurrency],
          [metrics.lambdaThrottles, metrics.throttledCalls],
        ),
        graph('Sent by what may be large, GB', [metrics.gigabytesSent]),
      ],
      [
        graph(
          'CloudFront: requests (left), failed, % (right)',
          [metrics.edge('Requests')],
          [metrics.edge('4xxErrorRate'), metrics.edge('5xxErrorRate')],
        ),
      ],
      [
        graph('Chat: opened, messages, answers', [
          metrics.socket('ConnectCount'),
          metrics.socket('MessageCount'),
          metrics.answer('Invocations'),
        ]),
        graph('Chat: failures', [
          metrics.socketFailures,
          metrics.chatErrors,
          metrics.answer('AsyncEventsDropped'),
        ]),
      ],
      [
        graph(
          'Purge: runs and failures',
          [metrics.purge('Invocations'), metrics.purge('Errors')],
          [metrics.purge('Duration')],
        ),
      ],
    ],
  });
}
