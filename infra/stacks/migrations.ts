import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Construct } from 'constructs';
import { migrate } from '../../lib/contract/functions.ts';
import { declaredFunction, type Resources } from '../constructs/declared-function.ts';

/**
 * Brings the databases to the newest state, whenever the migrations have changed. It is a stack of its own, before
 * all that serve: a migration that fails ends the deployment with its reason while the old code goes on, the next
 * deployment resumes it, and a deployment that fails later takes no migration back.
 */
export class MigrationsStack extends Stack {
  constructor(scope: Construct, id: string, resources: Resources) {
    super(scope, id, {
      description: `LiftLog ${resources.options.stageName}: brings the databases to the newest state`,
    });
    const { lambda, timeout } = declaredFunction(this, migrate, resources);
    new Trigger(this, 'OnDeployment', { handler: lambda, timeout });
    new CfnOutput(this, 'MigrateFunction', {
      value: lambda.functionName,
      description: "To be run after a database user's secret has changed",
    });
  }
}
