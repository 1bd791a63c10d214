import type { PlannerSettings, SecretSettings } from '../../config.ts';
import { identifyReceipt } from './apple-receipt.ts';
import { identifyTransaction } from './apple-transaction.ts';
import { isCanonical } from './base64.ts';

/**
 * Apple's token is a signed transaction of StoreKit 2 (a JWS: three parts with dots between), or a receipt
 * of the StoreKit before it (base64, which has no dots). The id of either is the original transaction's.
 *
 * @returns undefined when it is no valid purchase.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyAppStorePurchase(
  token: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<string | undefined> {
  const [first = '', , signature, ...rest] = token.split('.');
  if (signature !== undefined && rest.length === 0) {
    // The signature is all of a JWS that it does not sign itself.
    return isCanonical(signature, 'base64url') ? identifyTransaction(token, config, secrets) : undefined;
  }
  return first === token && isCanonical(token, 'base64')
    ? identifyReceipt(token, config, secrets)
    : undefined;
}
