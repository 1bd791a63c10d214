import { Aspects, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { cors, methodNotAllowed, problemHeaders, requestId } from '../../lib/contract/gateway.ts';
import { allowedMethods, type Route } from '../../lib/contract/route.ts';
import { CSHARP_STAGE, V2_STAGE } from '../../lib/contract/stages.ts';
import type { Options } from '../options.ts';
import { acknowledge } from './acknowledge.ts';
import type { ApiFunction } from './api-function.ts';
import { addGatewayResponses, mapped, refusal } from './gateway-responses.ts';
import { countMetrics, logMetrics } from './metrics/log-metrics.ts';

/** The policy that allows API Gateway to write logs. */
const LOGGING_POLICY =
  'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';

/** The REST API, whose methods call the routes' functions. */
export class RestApi extends Construct {
  readonly api: apigateway.RestApi;
  readonly accessLog: logs.LogGroup;

  constructor(scope: Construct, id: string, { stage, stageName, firewall }: Options) {
    super(scope, id);
    this.accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { latency, streamedLatency, throttledCalls, plannerCalls, plannerFailures } = logMetrics;
    const { refusedPasswords, refusedTokens, rateLimitsHit } = logMetrics;
    countMetrics(this, this.accessLog, stageName, {
      latency,
      streamedLatency,
      throttledCalls,
      plannerCalls,
      plannerFailures,
      refusedPasswords,
      refusedTokens,
      rateLimitsHit,
    });
    const deployOptions = {
      throttlingRateLimit: stage.throttle.rate,
      throttlingBurstLimit: stage.throttle.burst,
      tracingEnabled: true,
      // With data traces, or at a more verbose level, API Gateway would log what people send.
      dataTraceEnabled: false,
      loggingLevel: apigateway.MethodLoggingLevel.ERROR,
      accessLogDestination: new apigateway.LogGroupLogDestination(this.accessLog),
      accessLogFormat: apigateway.AccessLogFormat.custom(accessLogFormat),
    };
    this.api = new apigateway.RestApi(this, 'Api', {
      restApiName: `liftlog-${stageName}`,
      description: `LiftLog API, ${stageName}`,
      endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
      cloudWatchRole: true,
      defaultMethodOptions: { apiKeyRequired: firewall !== undefined },
      defaultCorsPreflightOptions: {
        allowOrigins: cors.origins,
        allowMethods: cors.methods,
        allowHeaders: cors.headers,
        exposeHeaders: cors.exposedHeaders,
        maxAge: Duration.seconds(cors.maxAgeSeconds),
        statusCode: cors.preflightStatus,
      },
      deployOptions: { stageName: V2_STAGE, ...deployOptions },
    });
    if (firewall !== undefined) this.#askForKeys();
    addGatewayResponses(this.api);
    acknowledge(this.api, {
      'AwsSolutions-APIG2': 'The functions validate every request against the schemas of the contract.',
      ...noFirewall,
      'AwsSolutions-APIG4': 'Functions check the passwords in bodies and the purchase tokens.',
      'AwsSolutions-COG4': 'The users are not in Cognito.',
      [`AwsSolutions-IAM4[Policy::${LOGGING_POLICY}]`]:
        "API Gateway's logs need AWS's own policy: the role is the account's, shared by all APIs.",
    });
    this.#addCsharpStage(deployOptions);
  }

  /** Of preflights, too, which are made without the default options: who goes past CloudFront goes past its firewall. */
  #askForKeys(): void {
    const visit = (node: IConstruct) => {
      if (node instanceof apigateway.CfnMethod) node.apiKeyRequired = true;
    };
    Aspects.of(this.api).add({ visit });
  }

  /** A second stage of the same deployment: the stage tells the functions which path a client used. */
  #addCsharpStage(options: apigateway.StageOptions): void {
    const { latestDeployment: deployment } = this.api;
    if (deployment === undefined) throw new Error('The REST API is not deployed.');
    const stage = new apigateway.Stage(this, 'CsharpStage', {
      ...options,
      stageName: CSHARP_STAGE,
      deployment,
    });
    acknowledge(stage, noFirewall);
  }

  addRoute(route: Route, { entry, timeout }: ApiFunction): void {
    const isStream = route.transfer === 'stream';
    const resource = this.api.root.resourceForPath(route.path);
    const integration = new apigateway.LambdaIntegration(entry, {
      timeout,
      allowTestInvoke: false,
      responseTransferMode: isStream
        ? apigateway.ResponseTransferMode.STREAM
        : apigateway.ResponseTransferMode.BUFFERED,
    });
    for (const method of route.methods) {
      resource.addMethod(method, integration);
      // The integration's own permission covers the first stage only.
      entry.addPermission(`${CSHARP_STAGE}.${method}`, {
        principal: new ServicePrincipal('apigateway.amazonaws.com'),
        scope: resource,
        sourceArn: this.api.arnForExecuteApi(method, route.path.replace(/\{\w+\}/g, '*'), CSHARP_STAGE),
      });
    }
  }

  /** Responds with 405, which API Gateway does not have: it treats an unknown method like an unknown path. */
  refuseOtherMethods(routes: readonly Route[]): void {
    for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
      const headers = mapped({ ...problemHeaders, allow: allowedMethods(group) }, 'method.response.header.');
      this.api.root.resourceForPath(path).addMethod('ANY', refusal(headers), {
        methodResponses: [
          {
            statusCode: String(methodNotAllowed.status),
            responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, true])),
          },
        ],
      });
    }
  }
}

const noFirewall = {
  'AwsSolutions-APIG3': 'The web ACL, if any, is on CloudFront, in front of the API.',
};

/**
 * One line per call, with nothing that shows who called or what they sent: the path is the route's, so it contains no
 * id, lookup or link, and there is no query string.
 */
const accessLogFormat = `{${[
  `"requestId":"${requestId.variable}"`,
  // Lambda's own id and X-Ray's: they lead from this line to the function's reports and to the trace.
  '"functionRequestId":"$context.integration.requestId"',
  '"traceId":"$context.xrayTraceId"',
  '"time":"$context.requestTime"',
  '"method":"$context.httpMethod"',
  '"path":"$context.resourcePath"',
  '"status":$context.status',
  '"milliseconds":$context.responseLatency',
  '"transfer":"$context.integration.responseTransferMode"',
  // A number, or a hyphen where no function was asked.
  '"firstByteMilliseconds":"$context.integration.timeToFirstContent"',
  '"functionMilliseconds":"$context.integration.latency"',
  '"bytes":"$context.responseLength"',
  '"error":"$context.error.responseType"',
].join()}}`;
