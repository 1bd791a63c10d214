import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functionsOn, routes } from '../../lib/contract/index.ts';
import type { ApiFunction } from '../constructs/api-function.ts';
import { declaredFunction, type Resources, withReleases } from '../constructs/declared-function.ts';
import { toId } from '../constructs/naming.ts';
import { RestApi } from '../constructs/rest-api.ts';

/** The REST API with the functions behind its routes, and the functions that run by the clock. */
export class ApiStack extends Stack {
  readonly rest: RestApi;
  /** Functions whose responses may be large. */
  readonly streams: readonly ApiFunction[];
  readonly #scheduled = new Map<string, ApiFunction>();

  constructor(scope: Construct, id: string, shared: Resources) {
    const { options } = shared;
    super(scope, id, { description: `LiftLog ${options.stageName}: the REST API and its functions` });
    const resources = withReleases(this, shared);
    this.rest = new RestApi(this, 'Rest', options);
    const streams: ApiFunction[] = [];
    for (const declaration of functionsOn('request')) {
      const behind = declaredFunction(this, declaration, resources);
      const isStream = declaration.trigger.routes.some(({ transfer }) => transfer === 'stream');
      if (isStream && declaration.databases === 'userData') streams.push(behind);
      for (const route of declaration.trigger.routes) this.rest.addRoute(route, behind);
    }
    this.streams = streams;
    this.rest.refuseOtherMethods(routes);
    for (const declaration of functionsOn('schedule')) {
      const scheduled = declaredFunction(this, declaration, resources);
      this.#schedule(scheduled, declaration.trigger.everyMinutes);
      this.#scheduled.set(declaration.name, scheduled);
    }
    new CfnOutput(this, 'RestUrl', {
      value: this.rest.api.url,
      description: 'The REST API past CloudFront',
    });
  }

  /** @throws Error for a function that does not run by the clock. */
  scheduled({ name }: LambdaFunction): ApiFunction {
    const scheduled = this.#scheduled.get(name);
    if (scheduled === undefined) throw new Error(`${name} has no schedule.`);
    return scheduled;
  }

  #schedule({ name, lambda }: ApiFunction, everyMinutes: number): void {
    new events.Rule(this, `${toId(name)}Schedule`, {
      description: `Starts ${name}`,
      schedule: events.Schedule.rate(Duration.minutes(everyMinutes)),
      // What a run leaves undone the next one does.
      targets: [new FunctionTarget(lambda, { retryAttempts: 0 })],
    });
  }
}
