import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Metrics } from './metrics/index.ts';

/** Of a function that runs by the clock: Lambda writes no zeros, so a function that does not run has no data at all. */
interface ScheduleDeclaration {
  readonly says: string;
  /** Runs of each period. */
  readonly runs: IMetric;
  /** Periods in a row without a run. */
  readonly times: number;
}

const scheduleDeclarations = ({ purge, canary }: Metrics): Readonly<Record<string, ScheduleDeclaration>> => ({
  PurgeHasNotRun: {
    says: 'The purge has not run for three hours: what has expired is not deleted. Look at its schedule and at the log of the function purge.',
    runs: purge.invocations,
    times: 3,
  },
  ...(canary && {
    CanaryHasNotRun: {
      says: 'The canary has not run for a quarter of an hour: at a quiet time, nothing else would tell that calls fail. Look at its schedule and at the log of the function canary.',
      runs: canary.invocations,
      times: 3,
    },
  }),
});

/** Makes the alarms of functions that have run and run no more. @param action is taken when there are no data. */
export function addSilenceAlarms(scope: Construct, metrics: Metrics, action: SnsAction): Alarm[] {
  return Object.entries(scheduleDeclarations(metrics)).map(([name, { says, runs, times }]) => {
    const alarm = new Alarm(scope, name, {
      alarmDescription: says,
      metric: runs,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: times,
      // An alarm begins without data and tells of changes only: a first deployment is no news, and a function that has
      // run and runs no more is.
      treatMissingData: TreatMissingData.MISSING,
    });
    alarm.addInsufficientDataAction(action);
    return alarm;
  });
}
