import { cors } from '../../../lib/contract/gateway.ts';

/** Headers of a preflight response, as the CDK writes them for API Gateway. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-headers': cors.headers.join(),
  'access-control-allow-methods': cors.methods.join(),
  'access-control-allow-origin': cors.origins.join(),
  'access-control-expose-headers': cors.exposedHeaders.join(),
  'access-control-max-age': String(cors.maxAgeSeconds),
};
