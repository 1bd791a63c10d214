import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Metrics } from './metrics/index.ts';
import { addSilenceAlarms } from './silence-alarms.ts';

interface AlarmDeclaration {
  /** The effect on users, in a sentence, and where to look. */
  readonly says: string;
  readonly metric: IMetric;
  readonly above: number;
  /** Periods in a row. */
  readonly times: number;
}

/**
 * Every alarm by name, for which a quiet hour is no trouble. Which metric, dimension and statistic a number is, and where
 * AWS says so, stands in metrics/.
 */
const declarations = (metrics: Metrics): Readonly<Record<string, AlarmDeclaration>> => ({
  CallsFail: {
    says: 'More than 1 % of calls fail on our side: people see errors, and their feeds stand still. Look for level ERROR in the logs of the functions.',
    metric: metrics.calls.serverErrorRate,
    above: 1,
    times: 2,
  },
  CallsAreSlow: {
    says: 'One call in a hundred waits longer than 3 s for the first byte: the app feels stuck. Look at the database on the dashboard first.',
    metric: metrics.calls.latency('p99'),
    above: 3_000,
    times: 3,
  },
  CallsAreThrottled: {
    says: 'API Gateway turns calls away with 429: some people have to try again. Either someone calls too much, or the throttle of the stage is too tight.',
    metric: metrics.calls.throttled,
    above: 10,
    times: 1,
  },
  FunctionsAreThrottled: {
    says: 'Lambda turns calls away: people see errors though nothing is broken. The concurrency of a function, or of the account, is used up.',
    metric: metrics.functions.throttles,
    above: 5,
    times: 2,
  },
  MuchIsSent: {
    says: 'More than 10 GB went out in five minutes: nobody feels it, but it costs about a dollar, and somebody may be at it on purpose. Look for addresses that call often, and turn the firewall on.',
    metric: metrics.calls.gigabytesSent,
    above: 10,
    times: 1,
  },
  DatabaseIsAtItsMaximum: {
    says: 'The database has no room left to grow: every call slows down until it does. Raise maximumCapacity in cdk.json.',
    metric: metrics.database.cluster('ACUUtilization'),
    above: 95,
    times: 3,
  },
  PlannerFails: {
    says: 'One plan in five fails: people who paid get no plan. The model or a store does not answer, or a key in the secret is wrong.',
    metric: metrics.planner.failureRate,
    above: 20,
    times: 2,
  },
  ChatFails: {
    says: 'Answers of the chat break off with an error. The model does not answer, or its key is wrong.',
    metric: metrics.chat.errors,
    above: 5,
    times: 2,
  },
  ChatAnswersAreLost: {
    says: 'Answers of the chat were never begun, or ended with their function: people wait for nothing. The function chat/answer had no room to run, ran out of memory or time, or crashed.',
    metric: metrics.chat.answer('AsyncEventsDropped'),
    above: 0,
    times: 1,
  },
  SocketsFail: {
    says: 'Chats cannot be opened, or messages are lost on their way, and it is our fault. Look at the access log of the sockets for a status of 500 and above.',
    metric: metrics.chat.socketFailures,
    above: 10,
    times: 2,
  },
  PurgeFails: {
    says: 'What has expired is not deleted: nobody sees it, but the database grows and privacy suffers. Look at the log of the function purge.',
    metric: metrics.purge.errors,
    above: 0,
    times: 2,
  },
  ...(metrics.canary && {
    CanaryFails: {
      says: 'The first calls of an app fail twice in a row: whoever opens the app now sees errors. The log of the function canary names the call and its request id.',
      metric: metrics.canary.errors,
      above: 0,
      times: 2,
    },
  }),
});

/** Makes the alarms, each of which tells the topic when it goes off and when it is over. */
export function addAlarms(scope: Construct, metrics: Metrics, topic: ITopic): Alarm[] {
  const action = new SnsAction(topic);
  const alarms = Object.entries(declarations(metrics)).map(
    ([name, { says, metric, above, times }]) =>
      new Alarm(scope, name, {
        alarmDescription: says,
        metric,
        threshold: above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: times,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
  );
  const silent = addSilenceAlarms(scope, metrics, action);
  for (const alarm of [...alarms, ...silent]) {
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
  return [...alarms, ...silent];
}
