import { type App, Tags } from 'aws-cdk-lib';
import { chatAnswer, purge } from '../lib/contract/functions.ts';
import type { Resources } from './constructs/declared-function.ts';
import { readOptions } from './options.ts';
import { type StackPart, stackName } from './stack-names.ts';
import { ApiStack } from './stacks/api.ts';
import { ChatStack } from './stacks/chat.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { MigrationsStack } from './stacks/migrations.ts';
import { ObservabilityStack } from './stacks/observability.ts';

/**
 * Adds all stacks of one stage, in the order of deployment. They name neither account nor region: they are deployed
 * wherever the operator's credentials lead.
 *
 * @param region the region of those credentials, if known.
 * @throws Error when an option is invalid.
 */
export function addLiftLog(app: App, region?: string): void {
  const options = readOptions(app.node, region);
  const id = (part: StackPart) => stackName(options.stageName, part);
  const data = new DataStack(app, id('data'), options);
  const { databases, secrets, digestKeys } = data;
  const resources: Resources = { options, databases, secrets, digestKeys, made: [] };
  const migrations = new MigrationsStack(app, id('migrations'), resources);
  const api = new ApiStack(app, id('api'), resources);
  // The databases are migrated before new code runs.
  api.addStackDependency(migrations);
  const chat = new ChatStack(app, id('chat'), resources);
  // API Gateway's role for logs is shared by the account, and created in that stack.
  chat.addStackDependency(api);
  const edge = new EdgeStack(app, id('edge'), options, {
    restApiId: api.rest.api.restApiId,
    socketApiId: chat.sockets.api.apiId,
    originKeys: data.originKeys,
  });
  new ObservabilityStack(app, id('observability'), resources, edge.url, {
    restApiName: `liftlog-${options.stageName}`,
    restAccessLog: api.rest.accessLog.logGroupName,
    socketApiId: chat.sockets.api.apiId,
    answer: chat.behind(chatAnswer),
    purge: api.scheduled(purge),
    clusterIdentifier: data.cluster.identifier,
    distributionId: edge.distribution.distributionId,
  });
  Tags.of(app).add('application', 'liftlog');
  Tags.of(app).add('stage', options.stageName);
}
