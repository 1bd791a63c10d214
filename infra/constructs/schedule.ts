import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { LambdaFunction, Trigger } from '../../lib/contract/function.ts';
import { functionsOn } from '../../lib/contract/index.ts';
import type { Options } from '../options.ts';
import type { ApiFunction } from './api-function.ts';
import { declaredFunction, type Resources } from './declared-function.ts';
import { toId } from './naming.ts';

type Scheduled = LambdaFunction & { readonly trigger: Extract<Trigger, { type: 'schedule' }> };

/** The scheduled functions that a stage runs. */
export const schedulesOf = ({ runsCanary }: Options): readonly Scheduled[] =>
  functionsOn('schedule').filter(({ trigger }) => runsCanary || !trigger.keepsDatabaseAwake);

/** Makes a function that runs by the clock. */
export function scheduledFunction(
  scope: Construct,
  declaration: Scheduled,
  resources: Resources,
): ApiFunction {
  const scheduled = declaredFunction(scope, declaration, resources);
  const { name, trigger } = declaration;
  new events.Rule(scope, `${toId(name)}Schedule`, {
    description: `Starts ${name}`,
    schedule: events.Schedule.rate(Duration.minutes(trigger.everyMinutes)),
    targets: [new FunctionTarget(scheduled.lambda, { retryAttempts: 0 })],
  });
  // What a run leaves undone the next one does.
  scheduled.lambda.configureAsyncInvoke({ retryAttempts: 0 });
  return scheduled;
}
