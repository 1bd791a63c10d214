import type { PlannerSettings, SecretSettings } from '../../config.ts';
import { isEntitledCustomer } from './revenue-cat.ts';
import type { Store } from './store.ts';
import { isWebKey } from './web.ts';

/**
 * Tells whether a token is a valid purchase from its store. The two stores with large libraries are loaded
 * when a token of theirs comes.
 *
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function isValidPurchase(
  store: Store,
  token: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<boolean> {
  switch (store) {
    case 'Web':
      return isWebKey(token, secrets);
    case 'RevenueCat':
      return isEntitledCustomer(token, config, secrets);
    case 'Google': {
      const { isPlayPurchase } = await import('./google.ts');
      return isPlayPurchase(token, config, secrets);
    }
    case 'Apple': {
      const { isAppStorePurchase } = await import('./apple.ts');
      return isAppStorePurchase(token, config, secrets);
    }
  }
}
