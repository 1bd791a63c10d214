import { Duration } from 'aws-cdk-lib';
import { canary, purge } from '../../../lib/contract/functions.ts';
import type { StageName } from '../../stages.ts';
import type { ApiFunction } from '../api-function.ts';
import { callMetrics } from './calls.ts';
import { chatMetrics } from './chat.ts';
import { databaseMetrics } from './database.ts';
import { edgeMetrics } from './edge.ts';
import { functionMetrics, scheduledMetrics } from './functions.ts';
import { plannerMetrics } from './planner.ts';

/** The resources whose metrics are read. */
export interface Watched {
  readonly restApiName: string;
  /** Name of the log group. */
  readonly restAccessLog: string;
  readonly socketApiId: string;
  readonly answer: ApiFunction;
  readonly purge: ApiFunction;
  /** Undefined in a stage that does not run it. */
  readonly canary: ApiFunction | undefined;
  readonly clusterIdentifier: string;
  readonly distributionId: string;
}

/**
 * Every number that the alarms and the dashboard are made of. Each is a metric of an AWS service, whose documentation is
 * named beside it, or is counted out of a log, as log-metrics.ts says.
 */
export const metricsOf = (stageName: StageName, watched: Watched) => ({
  calls: callMetrics(stageName, watched.restApiName),
  planner: plannerMetrics(stageName),
  chat: chatMetrics(stageName, watched.socketApiId, watched.answer),
  database: databaseMetrics(stageName, watched.clusterIdentifier),
  functions: functionMetrics(),
  edge: edgeMetrics(watched.distributionId),
  purge: scheduledMetrics(watched.purge, everyMinutes(purge)),
  canary: watched.canary && scheduledMetrics(watched.canary, everyMinutes(canary)),
});

export type Metrics = ReturnType<typeof metricsOf>;

/** @throws Error for a function without a schedule. */
function everyMinutes({ name, trigger }: typeof purge): Duration {
  if (trigger.type !== 'schedule') throw new Error(`${name} has no schedule.`);
  return Duration.minutes(trigger.everyMinutes);
}
