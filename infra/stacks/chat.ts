import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functions } from '../../lib/contract/functions.ts';
import { functionsOn, hubs } from '../../lib/contract/index.ts';
import type { ApiFunction } from '../constructs/api-function.ts';
import { declaredFunction, type Resources, withReleases } from '../constructs/declared-function.ts';
import { SocketApi } from '../constructs/socket-api.ts';

/** The WebSocket API: a stage for each hub, and the functions that serve them all. */
export class ChatStack extends Stack {
  readonly sockets: SocketApi;
  readonly #functions = new Map<string, ApiFunction>();

  constructor(scope: Construct, id: string, shared: Resources) {
    const { options } = shared;
    super(scope, id, { description: `LiftLog ${options.stageName}: the sockets and their functions` });
    const resources = withReleases(this, shared);
    const behind = functionsOn('socket').map((declaration) => ({
      route: declaration.trigger.route,
      handler: this.#add(declaration, resources),
    }));
    const tasks = functionsOn('task').map((declaration) => ({
      task: this.#add(declaration, resources),
      trigger: declaration.trigger,
    }));
    for (const { task, trigger } of tasks) {
      const { invokedBy, onFailure } = trigger;
      if (invokedBy !== undefined) this.#mayStart(this.#named(invokedBy), task);
      if (onFailure !== undefined) this.#reportFailures(task, this.#named(onFailure));
    }
    this.sockets = new SocketApi(this, 'Sockets', options, behind);
    const posting = functions.filter((each) => each.postsToClients).map(({ name }) => this.#named(name));
    for (const { lambda } of posting) lambda.addEnvironment('CHAT_CALLBACK_URL', this.sockets.callbackUrl);
    for (const { path } of hubs) {
      const stageName = path.slice(1);
      this.sockets.addStage(stageName);
      for (const each of posting) each.grantPost(this.sockets.api, stageName);
      new CfnOutput(this, `${stageName}Url`, {
        value: `${this.sockets.api.apiEndpoint}${path}`,
        description: `The socket of ${path} past CloudFront`,
      });
    }
  }

  /** @throws Error for a function that does not serve the sockets. */
  behind({ name }: LambdaFunction): ApiFunction {
    return this.#named(name);
  }

  #add(declaration: LambdaFunction, resources: Resources): ApiFunction {
    const added = declaredFunction(this, declaration, resources);
    this.#functions.set(declaration.name, added);
    return added;
  }

  #named(name: string): ApiFunction {
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`${name} serves no socket.`);
    return found;
  }

  #mayStart(caller: ApiFunction, task: ApiFunction): void {
    caller.lambda.addEnvironment('CHAT_ANSWER_FUNCTION', task.entryName);
    task.grantStart(caller);
  }

  /** A client has seen the answer begin, or is told that it failed: a second try would come out of nowhere. */
  #reportFailures(task: ApiFunction, destination: ApiFunction): void {
    task.entry.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: { bind: () => ({ destination: destination.entry.functionArn }) },
    });
    // Lambda invokes the destination in the name of the function that failed.
    destination.grantStart(task);
  }
}
