import { signatureFault } from '../aws-api/signature.ts';
import { DataApiError } from './errors.ts';

/**
 * Checks that a request is signed for this service.
 *
 * @throws MissingAuthenticationTokenException, InvalidSignatureException
 */
export function checkAuthorization(header: string | undefined): void {
  const fault = signatureFault(header, 'rds-data');
  if (fault) throw new DataApiError(fault.name, fault.message);
}
