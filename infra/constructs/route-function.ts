import { Duration } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Route } from '../../lib/contract/route.ts';
import type { Options } from '../options.ts';
import { ApiFunction, ONE_CPU } from './api-function.ts';
import type { Databases } from './database-access.ts';

/** What functions may be given; each gets of it what it needs. */
export interface Resources {
  readonly options: Options;
  readonly databases: Databases;
  readonly secrets: secretsmanager.Secret;
}

/** Routes whose functions use no database. A test holds this list against their bundles. */
const WITHOUT_DATABASE = new Set(['health', 'chat/negotiate', 'docs']);

/** API Gateway waits no longer for an answer that is sent whole. */
const BUFFERED = Duration.seconds(29);
/** Lambda's most, for a client that reads a large answer slowly and for a model that thinks. */
const STREAMED = Duration.minutes(15);

export const answerTime = ({ transfer }: Route): Duration => (transfer === 'stream' ? STREAMED : BUFFERED);

/** The function of a route, with what the route's declaration says that it needs. */
export function routeFunction(scope: Construct, route: Route, resources: Resources): ApiFunction {
  const { options, databases, secrets } = resources;
  const isPaid = route.access === 'purchase-token';
  const usesDatabase = !WITHOUT_DATABASE.has(route.name);
  const { password, model } = options.stage.concurrency ?? {};
  const hashes = hashesPassword(route);
  return new ApiFunction(scope, {
    name: route.name,
    summary: route.summary,
    options,
    timeout: answerTime(route),
    memoryMegabytes: hashes ? ONE_CPU : 512,
    concurrency: hashes ? password : isPaid && usesDatabase ? model : undefined,
    // What is paid for is counted, and keeps nothing of users.
    database: usesDatabase ? databases[isPaid ? 'rateLimit' : 'userData'] : undefined,
    secrets: isPaid ? secrets : undefined,
  });
}

/** A password comes in to be checked, or goes out because it was just made. */
function hashesPassword({ body, response }: Route): boolean {
  return [body, response].some(
    (schema) => 'shape' in schema && Object.keys(Object(schema.shape)).includes('password'),
  );
}
