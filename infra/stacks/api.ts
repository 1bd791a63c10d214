import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { routes } from '../../lib/contract/index.ts';
import { type Schedule, schedules } from '../../lib/contract/schedules.ts';
import { ApiFunction } from '../constructs/api-function.ts';
import { toId } from '../constructs/naming.ts';
import { RestApi } from '../constructs/rest-api.ts';
import { type Resources, routeFunction } from '../constructs/route-function.ts';

/** The REST API with a function for each route, and the functions that run by the clock. */
export class ApiStack extends Stack {
  readonly rest: RestApi;
  /** Functions whose responses may be large. */
  readonly streams: readonly ApiFunction[];
  /** By the schedule's name. */
  readonly scheduled: ReadonlyMap<string, ApiFunction>;

  constructor(scope: Construct, id: string, resources: Resources) {
    const { options } = resources;
    super(scope, id, { description: `LiftLog ${options.stageName}: the REST API and its functions` });
    this.rest = new RestApi(this, 'Rest', options);
    const streams: ApiFunction[] = [];
    // Routes of one name share a function.
    for (const group of Map.groupBy(routes, ({ name }) => name).values()) {
      const [first] = group;
      if (first === undefined) continue;
      const behind = routeFunction(this, first, resources);
      if (first.transfer === 'stream' && first.access === 'public' && first.cacheSeconds === 0)
        streams.push(behind);
      for (const route of group) this.rest.addRoute(route, behind);
    }
    this.streams = streams;
    this.rest.refuseOtherMethods(routes);
    this.scheduled = new Map(
      schedules.map((schedule) => [schedule.name, scheduledFunction(this, schedule, resources)]),
    );
    new CfnOutput(this, 'RestUrl', {
      value: this.rest.api.url,
      description: 'The REST API past CloudFront',
    });
  }
}

function scheduledFunction(
  scope: Construct,
  schedule: Schedule,
  { options, databases }: Resources,
): ApiFunction {
  const { name, everyMinutes, timeoutMinutes } = schedule;
  const scheduled = new ApiFunction(scope, {
    name,
    summary: `Runs every ${everyMinutes} minutes`,
    options,
    timeout: Duration.minutes(timeoutMinutes),
    memoryMegabytes: 512,
    database: databases.both,
  });
  new events.Rule(scope, `${toId(name)}Schedule`, {
    description: `Starts ${name}`,
    schedule: events.Schedule.rate(Duration.minutes(everyMinutes)),
    // What a run leaves undone the next one does.
    targets: [new LambdaFunction(scheduled.lambda, { retryAttempts: 0 })],
  });
  return scheduled;
}
