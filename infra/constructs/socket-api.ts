import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Trigger } from '../../lib/contract/function.ts';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { ApiFunction } from './api-function.ts';
import { countMetrics, logMetrics } from './metrics/log-metrics.ts';

interface SocketFunction {
  readonly route: Extract<Trigger, { type: 'socket' }>['route'];
  readonly handler: ApiFunction;
}

/** Part of the logical ids of the integrations in CloudFormation. */
const INTEGRATION_IDS = { $connect: 'Connect', $default: 'Message', $disconnect: 'Disconnect' };

/** A WebSocket API whose messages all take one route, `$default`, where the function's body is the reply. */
export class SocketApi extends Construct {
  readonly api: apigatewayv2.WebSocketApi;
  /** URL to which functions post messages for clients, without the stage's name. */
  readonly callbackUrl: string;
  readonly #accessLog: logs.LogGroup;
  readonly #throttle: Options['stage']['throttle'];

  constructor(
    scope: Construct,
    id: string,
    { stage, stageName, firewall }: Options,
    functions: readonly SocketFunction[],
  ) {
    super(scope, id);
    this.#throttle = stage.throttle;
    this.#accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { failedSockets, refusedTokensOfSockets } = logMetrics;
    countMetrics(this, this.#accessLog, stageName, { failedSockets, refusedTokensOfSockets });
    this.api = new apigatewayv2.WebSocketApi(this, 'Api', {
      apiName: `liftlog-${stageName}-sockets`,
      description: `LiftLog sockets, ${stageName}`,
    });
    for (const { route, handler } of functions) {
      this.api.addRoute(route, {
        integration: new WebSocketLambdaIntegration(INTEGRATION_IDS[route], handler.entry),
        // The function's body is the reply.
        ...(route === '$default' && { returnResponse: true }),
        // Whoever is connected has come through CloudFront and its firewall.
        ...(route === '$connect' && { apiKeyRequired: firewall !== undefined }),
      });
    }
    const { region, urlSuffix } = Stack.of(this);
    this.callbackUrl = `https://${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    acknowledge(this.api, {
      'AwsSolutions-APIG4': 'The function of $connect checks purchase tokens, which IAM does not know.',
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

/** One line per event, without its query string, where browsers put their tokens. */
const accessLogFormat = `{${[
  // The id of a message, which clients can't set. Lambda's own leads to the function's reports.
  '"requestId":"$context.requestId"',
  '"functionRequestId":"$context.integration.requestId"',
  '"time":"$context.requestTime"',
  '"event":"$context.eventType"',
  '"connectionId":"$context.connectionId"',
  '"status":"$context.status"',
  '"functionMilliseconds":"$context.integrationLatency"',
  '"error":"$context.error.responseType"',
].join()}}`;
