import type { PlannerSettings, SecretSettings } from '../../planner-config.ts';
import { identifyCustomer } from './revenue-cat.ts';
import type { Store } from './store.ts';
import { identifyWebKey } from './web.ts';

/**
 * Verifies a token and finds the id of its purchase at the store, the same for each form of the token. The two stores
 * with large libraries are loaded when their first token arrives.
 *
 * @returns undefined when the token is not valid.
 * @throws StoreUnavailableError, StoreNotConfiguredError
 */
export async function identifyPurchase(
  store: Store,
  token: string,
  config: PlannerSettings,
  secrets: SecretSettings,
): Promise<string | undefined> {
  switch (store) {
    case 'Web':
      return identifyWebKey(token, secrets);
    case 'RevenueCat':
      return identifyCustomer(token, config, secrets);
    case 'Google': {
      const { identifyPlayPurchase } = await import('./google.ts');
      return identifyPlayPurchase(token, config, secrets);
    }
    case 'Apple': {
      const { identifyAppStorePurchase } = await import('./apple.ts');
      return identifyAppStorePurchase(token, config, secrets);
    }
  }
}
