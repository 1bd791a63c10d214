import { DataApiError } from './errors.ts';

/** Source: "Create a signed AWS API request", Signature Version 4. */
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=[^/\s]+\/\d{8}\/[^/\s]+\/(?<service>[^/\s]+)\/aws4_request, ?SignedHeaders=[\w;-]*host[\w;-]*, ?Signature=[\da-f]{64}$/;

/**
 * Checks that a request is signed for this service. The signature itself is taken on trust: there is no secret here to
 * check it with.
 *
 * @throws MissingAuthenticationTokenException, InvalidSignatureException
 */
export function checkAuthorization(header: string | undefined): void {
  if (header === undefined) {
    throw new DataApiError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const service = SIGNATURE.exec(header)?.groups?.['service'];
  if (service !== 'rds-data') {
    throw new DataApiError(
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'rds-data'.",
    );
  }
}
