import type { PlannerSettings, SecretSettings } from '../../planner-config.ts';
import { identifyReceipt } from './apple-receipt.ts';
import { identifyTransaction } from './apple-transaction.ts';
import { isCanonical } from './base64.ts';

/**
 * Identifies an App Store purchase. Its token is a signed transaction of StoreKit 2 (a JWS: three parts separated by
 * dots) or a receipt of the original StoreKit (base64, which has no dots). The id of either is the original
 * transaction id.
 *
 * @returns undefined when the purchase is not valid.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyAppStorePurchase(
  token: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<string | undefined> {
  const [first = '', , signature, ...rest] = token.split('.');
  if (signature !== undefined && rest.length === 0) {
    // The signature is the only part of a JWS that is not signed, so it must be in canonical form.
    return isCanonical(signature, 'base64url') ? identifyTransaction(token, config, secrets) : undefined;
  }
  return first === token && isCanonical(token, 'base64')
    ? identifyReceipt(token, config, secrets)
    : undefined;
}
