import { Duration } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type LambdaFunction, memoryMegabytes } from '../../lib/contract/function.ts';
import type { Options } from '../options.ts';
import { reservation } from '../reservation.ts';
import { ApiFunction } from './api-function.ts';
import type { Databases } from './database-access.ts';
import { countFunctionMetrics } from './metrics/function-logs.ts';

/** The resources of all functions; each function gets those that it needs. */
export interface Resources {
  readonly options: Options;
  readonly databases: Databases;
  readonly secrets: secretsmanager.Secret;
  readonly digestKeys: secretsmanager.Secret | undefined;
}

/** Creates a function with exactly the resources in its declaration, and counts its metrics. */
export function declaredFunction(
  scope: Construct,
  declaration: LambdaFunction,
  { options, databases, secrets, digestKeys }: Resources,
): ApiFunction {
  const { name, summary, usesSecrets, usesDigestKeys } = declaration;
  const declared = new ApiFunction(scope, {
    name,
    summary,
    options,
    timeout: Duration.seconds(declaration.timeoutSeconds),
    memoryMegabytes: memoryMegabytes[declaration.processor],
    concurrency: reservation(declaration, options),
    database: declaration.databases === 'none' ? undefined : databases[declaration.databases],
    secrets: usesSecrets ? secrets : undefined,
    digestKeys: usesDigestKeys ? digestKeys : undefined,
  });
  countFunctionMetrics(declared, declaration, options.stageName);
  return declared;
}
