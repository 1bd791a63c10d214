import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../lib/contract/route.ts';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { ApiFunction } from './api-function.ts';
import { addGatewayProblems, OTHER_METHODS } from './gateway-problems.ts';
import { problemBody, problemHeaders, quoted } from './problem.ts';

/** The first segment of every path. */
export const REST_STAGE = 'v2';

/** What lets API Gateway write logs. */
const LOGGING_POLICY =
  'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';

/** The REST API: a method for each route's, with the route's function behind it. */
export class RestApi extends Construct {
  readonly api: apigateway.RestApi;
  readonly accessLog: logs.LogGroup;

  constructor(scope: Construct, id: string, { stage, stageName }: Options) {
    super(scope, id);
    this.accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api = new apigateway.RestApi(this, 'Api', {
      restApiName: `liftlog-${stageName}`,
      description: `LiftLog API, ${stageName}`,
      endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
      cloudWatchRole: true,
      defaultCorsPreflightOptions: {
        allowOrigins: apigateway.Cors.ALL_ORIGINS,
        allowMethods: apigateway.Cors.ALL_METHODS,
        // `*` stands for every header but this one.
        allowHeaders: ['Authorization', '*'],
        exposeHeaders: ['*'],
        maxAge: Duration.days(1),
        statusCode: 200,
      },
      deployOptions: {
        stageName: REST_STAGE,
        throttlingRateLimit: stage.throttle.rate,
        throttlingBurstLimit: stage.throttle.burst,
        tracingEnabled: true,
        // With bodies, or at any lower level, API Gateway would log what people send.
        dataTraceEnabled: false,
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
        accessLogDestination: new apigateway.LogGroupLogDestination(this.accessLog),
        accessLogFormat: apigateway.AccessLogFormat.custom(accessLogFormat),
      },
    });
    addGatewayProblems(this.api);
    acknowledge(this.api, {
      'AwsSolutions-APIG2': 'The functions check every request, against the schemas of the contract.',
      'AwsSolutions-APIG3': 'CloudFront in front has the web ACL, when one is asked for.',
      'AwsSolutions-APIG4': 'Passwords are in the bodies, purchase tokens are checked by the functions.',
      'AwsSolutions-COG4': 'The users are not those of Cognito.',
      [`AwsSolutions-IAM4[Policy::${LOGGING_POLICY}]`]:
        "API Gateway's logs take AWS's own policy: it is the account's role, one for all APIs.",
    });
  }

  addRoute(route: Route, { lambda, timeout }: ApiFunction): void {
    const isStream = route.transfer === 'stream';
    const resource = this.api.root.resourceForPath(route.path);
    const integration = new apigateway.LambdaIntegration(lambda, {
      timeout,
      allowTestInvoke: false,
      responseTransferMode: isStream
        ? apigateway.ResponseTransferMode.STREAM
        : apigateway.ResponseTransferMode.BUFFERED,
    });
    for (const method of route.methods) resource.addMethod(method, integration);
  }

  /** API Gateway knows no 405: it takes an unknown method for an unknown path. */
  refuseOtherMethods(routes: readonly Route[]): void {
    for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
      const methods = group.flatMap((route) => route.methods);
      this.api.root.resourceForPath(path).addMethod('ANY', refusal([...methods, 'OPTIONS'].join(', ')), {
        methodResponses: [
          {
            statusCode: '405',
            responseParameters: Object.fromEntries(
              ['Allow', ...Object.keys(problemHeaders)].map((name) => [
                `method.response.header.${name}`,
                true,
              ]),
            ),
          },
        ],
      });
    }
  }
}

function refusal(allowed: string): apigateway.MockIntegration {
  const headers = Object.entries({ ...problemHeaders, Allow: allowed });
  return new apigateway.MockIntegration({
    passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode": 405}' },
    integrationResponses: [
      {
        statusCode: '405',
        responseParameters: Object.fromEntries(
          headers.map(([name, value]) => [`method.response.header.${name}`, quoted(value)]),
        ),
        responseTemplates: { 'application/json': problemBody(405, OTHER_METHODS) },
      },
    ],
  });
}

/**
 * One line a call, with nothing in it that tells who called or what they sent: the path is the route's, so that no
 * id, lookup or link is in it, and there is no query string.
 */
const accessLogFormat = `{${[
  '"requestId":"$context.requestId"',
  '"time":"$context.requestTime"',
  '"method":"$context.httpMethod"',
  '"path":"$context.resourcePath"',
  '"status":$context.status',
  '"milliseconds":$context.responseLatency',
  '"functionMilliseconds":"$context.integration.latency"',
  '"bytes":"$context.responseLength"',
  '"error":"$context.error.responseType"',
].join()}}`;
