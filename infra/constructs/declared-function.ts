import { Duration } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type LambdaFunction, memoryMegabytes } from '../../lib/contract/function.ts';
import type { Options } from '../options.ts';
import { provision, reservation } from '../reservation.ts';
import { ApiFunction } from './api-function.ts';
import type { Databases } from './database-access.ts';
import { Releases } from './releases.ts';

/** The resources of all functions; each function gets those that it needs. */
export interface Resources {
  readonly options: Options;
  readonly databases: Databases;
  readonly secrets: secretsmanager.Secret;
  readonly digestKeys: secretsmanager.Secret | undefined;
  /** The functions made so far, whose logs are counted in the end. */
  readonly made: { readonly made: ApiFunction; readonly declaration: LambdaFunction }[];
  /** Of the stack, in a stage that releases gradually. */
  readonly releases?: Releases | undefined;
}

/** Adds what brings new versions to the callers of a stack's functions, if the stage releases gradually. */
export const withReleases = (stack: Construct, resources: Resources): Resources =>
  resources.options.stage.releasesGradually
    ? { ...resources, releases: new Releases(stack, 'Releases', resources.options) }
    : resources;

/** Creates a function with exactly the resources in its declaration, and adds it to those that are made. */
export function declaredFunction(
  scope: Construct,
  declaration: LambdaFunction,
  { options, databases, secrets, digestKeys, releases, made }: Resources,
): ApiFunction {
  const { name, summary, usesSecrets, usesDigestKeys } = declaration;
  const declared = new ApiFunction(scope, {
    name,
    summary,
    options,
    timeout: Duration.seconds(declaration.timeoutSeconds),
    memoryMegabytes: memoryMegabytes[declaration.processor],
    concurrency: reservation(declaration, options),
    provisioned: provision(declaration, options),
    database: declaration.databases === 'none' ? undefined : databases[declaration.databases],
    secrets: usesSecrets ? secrets : undefined,
    digestKeys: usesDigestKeys ? digestKeys : undefined,
    releases: servesPeople(declaration) ? releases : undefined,
  });
  made.push({ made: declared, declaration });
  return declared;
}

/** Whether its calls come from people all the time. What runs by the clock, or for failures, is no sample. */
const servesPeople = ({ trigger }: LambdaFunction) =>
  trigger.type === 'request' ||
  trigger.type === 'socket' ||
  (trigger.type === 'task' && trigger.invokedBy !== undefined);
