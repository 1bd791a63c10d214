import { ApiError } from './errors.ts';

/** Source: "Create a signed AWS API request", Signature Version 4. */
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=[^/\s]+\/\d{8}\/[^/\s]+\/(?<service>[^/\s]+)\/aws4_request, ?SignedHeaders=[\w;-]*host[\w;-]*, ?Signature=[\da-f]{64}$/;

/**
 * Checks that a request's `authorization` header has the form of a signature for a service. The signature itself is not
 * verified: there is no secret here to verify it with.
 *
 * @throws {ApiError} MissingAuthenticationTokenException, InvalidSignatureException
 */
export function checkSignature(header: string | undefined, service: string): void {
  if (header === undefined) {
    throw signatureError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (SIGNATURE.exec(header)?.groups?.['service'] !== service) {
    const message = `Credential should be scoped to correct service: '${service}'.`;
    throw signatureError('InvalidSignatureException', message);
  }
}

const signatureError = (name: string, message: string): ApiError => new ApiError(name, 403, { message });
