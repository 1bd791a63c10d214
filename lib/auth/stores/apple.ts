import type { PlannerSettings, SecretSettings } from '../../config.ts';
import { isPaidReceipt } from './apple-receipt.ts';
import { isPaidTransaction } from './apple-transaction.ts';

/**
 * Apple's token is a signed transaction of StoreKit 2 (a JWS: three parts with dots between), or a receipt
 * of the StoreKit before it (base64, which has no dots).
 *
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function isAppStorePurchase(
  token: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<boolean> {
  switch (token.split('.').length) {
    case 3:
      return isPaidTransaction(token, config);
    case 1:
      return isPaidReceipt(token, config, secrets);
    default:
      return false;
  }
}
