import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { hubs } from '../../lib/contract/index.ts';
import { ApiFunction } from '../constructs/api-function.ts';
import type { Resources } from '../constructs/route-function.ts';
import { SocketApi } from '../constructs/socket-api.ts';

/** API Gateway waits no longer for a function behind a socket. */
const REPLY = Duration.seconds(29);
const ANSWER = Duration.minutes(5);

/** The WebSocket API: a stage for each hub, and the functions that serve them all. */
export class ChatStack extends Stack {
  readonly sockets: SocketApi;
  readonly answer: ApiFunction;

  constructor(scope: Construct, id: string, { options, databases, secrets }: Resources) {
    super(scope, id, { description: `LiftLog ${options.stageName}: the sockets and their functions` });
    const { model } = options.stage.concurrency ?? {};
    const shared = { options, memoryMegabytes: 512, timeout: REPLY };
    const connect = new ApiFunction(this, {
      ...shared,
      name: socketFunctions.connect,
      summary: 'Lets a client in, or not',
      database: databases.userData,
      secrets,
    });
    const disconnect = new ApiFunction(this, {
      ...shared,
      name: socketFunctions.disconnect,
      summary: 'Tidies up after a client that has gone',
      database: databases.userData,
    });
    this.answer = new ApiFunction(this, {
      ...shared,
      name: socketFunctions.answer,
      summary: 'Sends an answer of the model while it grows',
      database: databases.both,
      timeout: ANSWER,
      concurrency: model,
      secrets,
    });
    const message = new ApiFunction(this, {
      ...shared,
      name: socketFunctions.message,
      summary: 'Takes what a client says, and has it answered',
      database: databases.both,
      secrets,
      environment: { CHAT_ANSWER_FUNCTION: this.answer.lambda.functionName },
    });
    this.answer.grantStart(message);
    const answerFailed = new ApiFunction(this, {
      ...shared,
      name: socketFunctions.answerFailed,
      summary: 'Tells a client that its answer got lost',
      database: databases.both,
    });
    // A client was told of its answer, or is told that it is lost: a second try would come out of nowhere.
    this.answer.lambda.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: { bind: () => ({ destination: answerFailed.lambda.functionArn }) },
    });
    answerFailed.grantStart(this.answer);

    this.sockets = new SocketApi(this, 'Sockets', options, { connect, message, disconnect });
    const posting = [this.answer, answerFailed];
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
}
