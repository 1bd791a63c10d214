import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { ApiFunction } from './api-function.ts';

interface SocketFunctions {
  readonly connect: ApiFunction;
  readonly message: ApiFunction;
  readonly disconnect: ApiFunction;
}

/** A WebSocket API whose messages all take one route, `$default`, where the function's body is the reply. */
export class SocketApi extends Construct {
  readonly api: apigatewayv2.WebSocketApi;
  /** Where functions post messages for clients; the stage's name follows. */
  readonly callbackUrl: string;
  readonly #accessLog: logs.LogGroup;
  readonly #throttle: Options['stage']['throttle'];

  constructor(scope: Construct, id: string, { stage, stageName }: Options, functions: SocketFunctions) {
    super(scope, id);
    const { connect, message, disconnect } = functions;
    this.#throttle = stage.throttle;
    this.#accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api = new apigatewayv2.WebSocketApi(this, 'Api', {
      apiName: `liftlog-${stageName}-sockets`,
      description: `LiftLog sockets, ${stageName}`,
      connectRouteOptions: { integration: new WebSocketLambdaIntegration('Connect', connect.lambda) },
      defaultRouteOptions: {
        integration: new WebSocketLambdaIntegration('Message', message.lambda),
        returnResponse: true,
      },
      disconnectRouteOptions: {
        integration: new WebSocketLambdaIntegration('Disconnect', disconnect.lambda),
      },
    });
    const { region, urlSuffix } = Stack.of(this);
    this.callbackUrl = `https://${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    acknowledge(this.api, {
      'AwsSolutions-APIG4': 'The function behind $connect checks purchase tokens, which IAM does not know.',
    });
  }

  addStage(stageName: string): void {
    new apigatewayv2.WebSocketStage(this, `Stage-${stageName}`, {
      webSocketApi: this.api,
      stageName,
      autoDeploy: true,
      throttle: { rateLimit: this.#throttle.rate, burstLimit: this.#throttle.burst },
      accessLogSettings: {
        destination: new apigatewayv2.LogGroupLogDestination(this.#accessLog),
        format: AccessLogFormat.custom(accessLogFormat),
      },
    });
  }
}

/** One line an event, with nothing of its query string, where browsers put their tokens. */
const accessLogFormat = `{${[
  '"requestId":"$context.requestId"',
  '"time":"$context.requestTime"',
  '"event":"$context.eventType"',
  '"connectionId":"$context.connectionId"',
  '"status":"$context.status"',
  '"functionMilliseconds":"$context.integrationLatency"',
  '"error":"$context.error.responseType"',
].join()}}`;
