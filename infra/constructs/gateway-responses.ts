import { MockIntegration, PassthroughBehavior, ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  type GatewayResponse,
  gatewayResponses,
  methodNotAllowed,
  problemHeaders,
  requestId,
} from '../../lib/contract/gateway.ts';
import { problemJson } from '../../lib/contract/problem.ts';

/** Gives API Gateway's own responses the contract's form for errors. */
export function addGatewayResponses(api: RestApi): void {
  for (const [name, response] of Object.entries<GatewayResponse>(gatewayResponses)) {
    const { status, retryAfter } = response;
    api.addGatewayResponse(name, {
      type: ResponseType.of(name),
      statusCode: String(status),
      responseHeaders: mapped({
        ...problemHeaders,
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      }),
      templates: { 'application/json': problemTemplate(response) },
    });
  }
}

/** A problem as a template, which API Gateway fills in with the request's id. */
const problemTemplate = ({ status, detail }: GatewayResponse): string =>
  problemJson({ status, detail, requestId: requestId.variable });

/** Constant values in the form of API Gateway's mappings. @param prefix the prefix of each name. */
export const mapped = (headers: Readonly<Record<string, string>>, prefix = ''): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, `'${value}'`]));

/** The response to methods that a path does not support. @param responseParameters its headers. */
export function refusal(responseParameters: Record<string, string>): MockIntegration {
  const { status } = methodNotAllowed;
  return new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': JSON.stringify({ statusCode: status }) },
    integrationResponses: [
      {
        statusCode: String(status),
        responseParameters,
        responseTemplates: { 'application/json': problemTemplate(methodNotAllowed) },
      },
    ],
  });
}
