/** Headers of every response except a preflight's, whether a function or the gateway itself makes it. */
export const commonHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
  'x-content-type-options': 'nosniff',
};

/**
 * The id of a request, by which a client, the logs and the traces know it: API Gateway's variable and header. Clients may
 * set `$context.requestId` in a header, and this one they can't. Source: Amazon API Gateway, "Variables for data models,
 * authorizers, mapping templates, and CloudWatch access logging".
 */
export const requestId = { variable: '$context.extendedRequestId', header: 'x-amz-apigw-id' };

/** Headers of every problem (RFC 9457), in addition to its own. */
export const problemHeaders = {
  ...commonHeaders,
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
};

/** CORS: any page may make any call. A preflight is the same at every path, and the gateway responds to it. */
export const cors = {
  origins: ['*'],
  methods: ['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'],
  /** `*` stands for every header but this one. */
  headers: ['Authorization', '*'],
  exposedHeaders: ['*'],
  maxAgeSeconds: 24 * 60 * 60,
  preflightStatus: 204,
};

/** A response that the gateway makes by itself, in the API's form for errors. */
export interface GatewayResponse {
  readonly status: number;
  readonly detail: string;
  /** Seconds after which the same call is worth repeating. */
  readonly retryAfter?: number;
}

const unknownPath = { status: 404, detail: 'There is no such path.' };
const internalError = { status: 500, detail: 'Something went wrong on our side.' };

/** The response to a method that a path does not support; the header `Allow` lists those that it does. */
export const methodNotAllowed = { status: 405, detail: 'This path does not support this method.' };

/**
 * Every response that API Gateway makes by itself and a client can cause, by API Gateway's own names.
 * Source: Amazon API Gateway, "Gateway response types".
 */
export const gatewayResponses = {
  DEFAULT_4XX: { status: 400, detail: 'The request is not valid.' },
  BAD_REQUEST_BODY: { status: 400, detail: 'The request body is not valid.' },
  BAD_REQUEST_PARAMETERS: { status: 400, detail: 'A parameter is not valid.' },
  // An `Authorization` header in AWS's own format leads to these, although it is the path that is wrong.
  MISSING_AUTHENTICATION_TOKEN: unknownPath,
  INVALID_SIGNATURE: unknownPath,
  EXPIRED_TOKEN: unknownPath,
  ACCESS_DENIED: unknownPath,
  RESOURCE_NOT_FOUND: unknownPath,
  // Only the responses to unsupported methods check the content type.
  UNSUPPORTED_MEDIA_TYPE: methodNotAllowed,
  REQUEST_TOO_LARGE: { status: 413, detail: 'The request is larger than 6 MB.' },
  THROTTLED: { status: 429, detail: 'Too many calls at once. Try again.', retryAfter: 1 },
  QUOTA_EXCEEDED: { status: 429, detail: 'Too many calls. Try again later.', retryAfter: 60 },
  // A firewall is chosen, and the call went past it.
  INVALID_API_KEY: { status: 403, detail: 'The request was refused.' },
  WAF_FILTERED: { status: 403, detail: 'The request was refused.' },
  DEFAULT_5XX: internalError,
  API_CONFIGURATION_ERROR: internalError,
  INTEGRATION_FAILURE: { status: 502, detail: 'The function failed.', retryAfter: 1 },
  INTEGRATION_TIMEOUT: { status: 504, detail: 'The function did not respond in time.', retryAfter: 1 },
} as const satisfies Readonly<Record<string, GatewayResponse>>;

export type GatewayResponseType = keyof typeof gatewayResponses;
