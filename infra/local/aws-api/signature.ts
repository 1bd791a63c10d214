/** Source: "Create a signed AWS API request", Signature Version 4. */
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=[^/\s]+\/\d{8}\/[^/\s]+\/(?<service>[^/\s]+)\/aws4_request, ?SignedHeaders=[\w;-]*host[\w;-]*, ?Signature=[\da-f]{64}$/;

export interface SignatureFault {
  readonly name: 'InvalidSignatureException' | 'MissingAuthenticationTokenException';
  readonly message: string;
}

/**
 * What AWS would say against a request's `authorization` header: that it is not signed, or for another service. The
 * signature itself is taken on trust: there is no secret here to check it with.
 */
export function signatureFault(header: string | undefined, service: string): SignatureFault | undefined {
  if (header === undefined) {
    return { name: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' };
  }
  if (SIGNATURE.exec(header)?.groups?.['service'] === service) return undefined;
  const message = `Credential should be scoped to correct service: '${service}'.`;
  return { name: 'InvalidSignatureException', message };
}
