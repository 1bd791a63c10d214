import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { problemBody, problemHeaders, quoted } from './problem.ts';

interface GatewayProblem {
  readonly type: ResponseType;
  readonly status: number;
  readonly detail: string;
  /** Seconds after which the same call is worth repeating. */
  readonly retryAfter?: number;
}

export const OTHER_METHODS = 'This path takes other methods.';
const NO_SUCH_PATH = 'There is no such path.';
const BROKEN = 'Something went wrong on our side.';

/** Everything that API Gateway answers by itself and a client can bring about. */
const problems: readonly GatewayProblem[] = [
  { type: ResponseType.DEFAULT_4XX, status: 400, detail: 'The request is wrong.' },
  { type: ResponseType.BAD_REQUEST_BODY, status: 400, detail: 'The body is wrong.' },
  { type: ResponseType.BAD_REQUEST_PARAMETERS, status: 400, detail: 'A parameter is wrong.' },
  // Whoever sends an `Authorization` header of AWS's own form meets these; the path is what is wrong.
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, status: 404, detail: NO_SUCH_PATH },
  { type: ResponseType.INVALID_SIGNATURE, status: 404, detail: NO_SUCH_PATH },
  { type: ResponseType.EXPIRED_TOKEN, status: 404, detail: NO_SUCH_PATH },
  { type: ResponseType.ACCESS_DENIED, status: 404, detail: NO_SUCH_PATH },
  { type: ResponseType.RESOURCE_NOT_FOUND, status: 404, detail: NO_SUCH_PATH },
  // Only the answers to methods that a path does not take look at the content type.
  { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, status: 405, detail: OTHER_METHODS },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    detail: 'The request is larger than the 6 MB there may be.',
  },
  { type: ResponseType.THROTTLED, status: 429, detail: 'Too many calls at once. Try again.', retryAfter: 1 },
  {
    type: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    detail: 'Too many calls. Try again later.',
    retryAfter: 60,
  },
  { type: ResponseType.WAF_FILTERED, status: 403, detail: 'The request was refused.' },
  { type: ResponseType.DEFAULT_5XX, status: 500, detail: BROKEN },
  { type: ResponseType.API_CONFIGURATION_ERROR, status: 500, detail: BROKEN },
  { type: ResponseType.INTEGRATION_FAILURE, status: 502, detail: 'The function failed.', retryAfter: 1 },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    status: 504,
    detail: 'The function did not answer in time.',
    retryAfter: 1,
  },
];

/** Words what API Gateway answers by itself as the contract does. */
export function addGatewayProblems(api: RestApi): void {
  for (const { type, status, detail, retryAfter } of problems) {
    const headers = {
      ...problemHeaders,
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    };
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(status),
      responseHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, quoted(value)]),
      ),
      templates: { 'application/json': problemBody(status, detail) },
    });
  }
}
