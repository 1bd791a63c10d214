import { type App, Tags } from 'aws-cdk-lib';
import { chatAnswer, purge } from '../lib/contract/functions.ts';
import { readOptions } from './options.ts';
import { type StackPart, stackName } from './stack-names.ts';
import { ApiStack } from './stacks/api.ts';
import { ChatStack } from './stacks/chat.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { MigrationsStack } from './stacks/migrations.ts';
import { ObservabilityStack } from './stacks/observability.ts';

/**
 * The whole system of one stage, in the order in which it is deployed. The stacks name no account and no region:
 * they go where the operator's credentials are.
 *
 * @param region where they are, as far as that is known.
 * @throws Error when what the operator chose is wrong.
 */
export function addLiftLog(app: App, region?: string): void {
  const options = readOptions(app.node, region);
  const id = (part: StackPart) => stackName(options.stageName, part);
  const data = new DataStack(app, id('data'), options);
  const { databases, secrets, digestKeys } = data;
  const resources = { options, databases, secrets, digestKeys };
  const migrations = new MigrationsStack(app, id('migrations'), resources);
  const api = new ApiStack(app, id('api'), resources);
  // New code finds the databases as it needs them.
  api.addStackDependency(migrations);
  const chat = new ChatStack(app, id('chat'), resources);
  // API Gateway's role for logs is the account's, and made there.
  chat.addStackDependency(api);
  const edge = new EdgeStack(app, id('edge'), options, {
    restApiId: api.rest.api.restApiId,
    socketApiId: chat.sockets.api.apiId,
  });
  new ObservabilityStack(app, id('observability'), options, {
    restApiName: `liftlog-${options.stageName}`,
    restAccessLog: api.rest.accessLog,
    socketApiId: chat.sockets.api.apiId,
    socketAccessLog: chat.sockets.accessLog,
    answer: chat.behind(chatAnswer),
    purge: api.scheduled(purge),
    streams: api.streams,
    clusterIdentifier: data.cluster.identifier,
    distributionId: edge.distribution.distributionId,
  });
  Tags.of(app).add('application', 'liftlog');
  Tags.of(app).add('stage', options.stageName);
}
