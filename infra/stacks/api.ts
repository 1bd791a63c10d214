import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functionsOn, routes } from '../../lib/contract/index.ts';
import type { ApiFunction } from '../constructs/api-function.ts';
import { declaredFunction, type Resources, withReleases } from '../constructs/declared-function.ts';
import { RestApi } from '../constructs/rest-api.ts';
import { scheduledFunction, schedulesOf } from '../constructs/schedule.ts';

/** The REST API with the functions behind its routes, and the functions that run by the clock. */
export class ApiStack extends Stack {
  readonly rest: RestApi;
  readonly #scheduled = new Map<string, ApiFunction>();

  constructor(scope: Construct, id: string, shared: Resources) {
    const { options } = shared;
    super(scope, id, { description: `LiftLog ${options.stageName}: the REST API and its functions` });
    const resources = withReleases(this, shared);
    this.rest = new RestApi(this, 'Rest', options);
    for (const declaration of functionsOn('request')) {
      const behind = declaredFunction(this, declaration, resources);
      for (const route of declaration.trigger.routes) this.rest.addRoute(route, behind);
    }
    this.rest.refuseOtherMethods(routes);
    for (const declaration of schedulesOf(options).filter(({ callsApi }) => !callsApi)) {
      this.#scheduled.set(declaration.name, scheduledFunction(this, declaration, resources));
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
}
