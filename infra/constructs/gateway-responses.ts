import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { type GatewayResponse, gatewayResponses, problemHeaders } from '../../lib/contract/gateway.ts';
import { problemJson } from '../../lib/contract/problem.ts';

/** Gives what API Gateway responds by itself the form that the contract has for errors. */
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

/** A problem as a template, in which API Gateway fills in the request's id. */
export const problemTemplate = ({ status, detail }: GatewayResponse): string =>
  problemJson({ status, detail, requestId: '$context.requestId' });

/** Fixed values as API Gateway's mappings have them. @param prefix of each name. */
export const mapped = (headers: Readonly<Record<string, string>>, prefix = ''): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${prefix}${name}`, `'${value}'`]));
