import {
  type Alarm,
  AlarmStatusWidget,
  Column,
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryWidget,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { StageName } from '../stages.ts';
import type { Metrics } from './metrics/index.ts';
import { accountWideName } from './naming.ts';

const introduction = (hasCanary: boolean) => `# LiftLog
From top to bottom: is anything wrong, do calls succeed and how fast, is the database the reason, how is the chat.
While people move over from another server, compare *Failed calls* and *First byte* with its own.
${hasCanary ? 'Every five minutes, the canary makes seven of the calls, and is one of the users.' : ''}`;

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

/** A query and no metrics: each route with each status would be a metric of its own, of 30 cents a month. */
const callsByRoute = (accessLog: string) =>
  new LogQueryWidget({
    title: 'Calls by route and status',
    logGroupNames: [accessLog],
    queryLines: ['stats count(*) as calls by path, method, status', 'sort calls desc', 'limit 100'],
    width: 12,
    height: 12,
  });

const runs = (title: string, { invocations, errors, duration }: Metrics['purge']) =>
  graph(`${title}: runs and failures (left), ms (right)`, [invocations, errors], [duration]);

/** One page that tells how the system does. @param accessLog name of the REST API's access log. */
export function addDashboard(
  scope: Construct,
  stageName: StageName,
  { calls, planner, chat, database, functions, edge, purge, canary }: Metrics,
  alarms: Alarm[],
  accessLog: string,
): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: accountWideName(scope, stageName),
    periodOverride: PeriodOverride.AUTO,
    widgets: [
      [
        new TextWidget({ markdown: introduction(canary !== undefined), width: 12, height: 4 }),
        new AlarmStatusWidget({ title: 'Alarms', alarms, width: 12, height: 4 }),
      ],
      [
        graph('Calls', [calls.rest('Count')], [calls.rest('4XXError'), calls.rest('5XXError')]),
        graph('Failed calls, %', [calls.serverErrorRate, planner.failureRate]),
      ],
      [
        graph(
          'First byte without the planner, ms',
          ['p50', 'p90', 'p99'].map((each) => calls.latency(each)),
        ),
        graph('Slowest hundredth of each function, ms', [functions.durations(`liftlog ${stageName}`)]),
      ],
      [
        callsByRoute(accessLog),
        new Column(
          graph('Refused passwords and tokens', [calls.refusedPasswords, calls.refusedTokens]),
          graph('Rate limits reached, calls throttled', [calls.rateLimitsHit, calls.throttled]),
        ),
      ],
      [
        graph(
          'Database: share of its maximum (left), capacity units (right)',
          [database.cluster('ACUUtilization')],
          [database.cluster('ServerlessDatabaseCapacity')],
        ),
        graph('Database connections', [database.cluster('DatabaseConnections')]),
      ],
      [
        graph('Database: calls sent again, calls that waited for it to resume', [
          database.retries,
          database.resumes,
        ]),
        graph('Users (left), events (right), estimated', [database.users], [database.events]),
      ],
      [
        graph(
          'Functions running (left), calls turned away (right)',
          [functions.concurrency],
          [functions.throttles],
        ),
        graph('Sent by what may be large, GB', [calls.gigabytesSent]),
      ],
      [
        graph(
          'CloudFront: requests (left), failed, % (right)',
          [edge('Requests')],
          [edge('4xxErrorRate'), edge('5xxErrorRate')],
        ),
        graph(
          'Model: tokens (left), seconds (right)',
          [planner.inputTokens, planner.outputTokens],
          [planner.seconds],
        ),
      ],
      [
        graph(
          'Chat: opened, messages, answers (left), open (right)',
          [chat.socket('ConnectCount'), chat.socket('MessageCount'), chat.answer('Invocations')],
          [chat.open],
        ),
        graph('Chat: failures', [chat.socketFailures, chat.errors, chat.answer('AsyncEventsDropped')]),
      ],
      [runs('Purge', purge), ...(canary ? [runs('Canary', canary)] : [])],
    ],
  });
}
