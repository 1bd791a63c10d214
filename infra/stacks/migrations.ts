import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Construct } from 'constructs';
import { ApiFunction } from '../constructs/api-function.ts';
import type { Databases } from '../constructs/database-access.ts';
import type { Options } from '../options.ts';

/**
 * Brings the databases to the newest state, whenever the migrations have changed. It is a stack of its own, before
 * all that serve: a migration that fails ends the deployment with its reason while the old code goes on, and a
 * deployment that fails later takes no migration back.
 */
export class MigrationsStack extends Stack {
  constructor(scope: Construct, id: string, options: Options, databases: Databases) {
    super(scope, id, {
      description: `LiftLog ${options.stageName}: brings the databases to the newest state`,
    });
    const { lambda } = new ApiFunction(this, {
      name: 'migrate',
      summary: 'Brings both databases to the newest state, and lets their users in',
      options,
      // A new cluster takes a while until it answers.
      timeout: Duration.minutes(14),
      memoryMegabytes: 512,
      database: databases.all,
    });
    new Trigger(this, 'OnDeployment', { handler: lambda, timeout: Duration.minutes(14) });
    new CfnOutput(this, 'MigrateFunction', {
      value: lambda.functionName,
      description: "To be run after a database user's secret has changed",
    });
  }
}
