import type { PlannerSettings, SecretSettings } from '../config.ts';
import { Problem } from '../problem/problem.ts';
import { type LimitKeys, limitKeys } from './limit-keys.ts';
import { type Store, StoreNotConfiguredError, StoreUnavailableError, stores } from './stores/store.ts';
import { identifyPurchase } from './stores/verify.ts';
import { cacheVerdicts } from './token-cache.ts';

/** What a caller shows to have paid, not yet checked. */
export interface PurchaseToken {
  readonly store: Store;
  readonly token: string;
}

/** Who has paid, as far as anything but the store may know. */
export interface Purchase extends LimitKeys {
  readonly store: Store;
}

/** @returns undefined for an unknown store, and for text that no store hands out as a token. */
export function toPurchaseToken(store: string, token: string): PurchaseToken | undefined {
  const known = stores.find((name) => name === store);
  return known !== undefined && /^[\x21-\x7e]+$/.test(token) ? { store: known, token } : undefined;
}

/**
 * Reads `{AppStore} {token}`, or the same after `Bearer `, as in an `Authorization` header.
 *
 * @returns undefined for anything else.
 */
export function parseAuthorization(value: string): PurchaseToken | undefined {
  const words = value.trim().split(/[ \t]+/);
  if (words[0]?.toLowerCase() === 'bearer') words.shift();
  const [store = '', token = '', ...rest] = words;
  return rest.length === 0 ? toPurchaseToken(store, token) : undefined;
}

/**
 * @throws Problem 401 for no token or one that is not valid, 502 when its store can't tell just now, 503
 *   when this deployment can't ask the store, or is not let in there.
 */
export type CheckPurchase = (presented: PurchaseToken | undefined) => Promise<Purchase>;

/** Makes the check, which remembers what the stores said for as long as it lives. */
export function purchaseCheck(
  config: PlannerSettings,
  readSecrets: () => Promise<SecretSettings>,
): CheckPurchase {
  const identify = cacheVerdicts(async ({ store, token }) =>
    identifyPurchase(store, token, config, await readSecrets()),
  );
  return async (presented) => {
    if (presented === undefined) throw missingToken();
    const id = await identify(presented).catch(throwProblem);
    if (id === undefined) throw invalidToken();
    return { store: presented.store, ...limitKeys(presented, id, config) };
  };
}

/** RFC 6750 has an error named only when a token was understood. */
const missingToken = () =>
  new Problem(401, 'This call needs the header `Authorization: {AppStore} {token}`.', {
    headers: { 'www-authenticate': 'Bearer realm="liftlog"' },
  });

const invalidToken = () =>
  new Problem(401, 'The purchase token is not valid.', {
    headers: { 'www-authenticate': 'Bearer realm="liftlog", error="invalid_token"' },
  });

const RETRY_SECONDS = 10;

function throwProblem(cause: unknown): never {
  if (cause instanceof StoreUnavailableError) {
    throw new Problem(502, 'The store that sold this purchase does not answer just now. Try again later.', {
      retryAfter: cause.retryAfter ?? RETRY_SECONDS,
      cause,
    });
  }
  if (cause instanceof StoreNotConfiguredError) {
    throw new Problem(503, 'Purchases of this store can not be checked here.', { cause });
  }
  throw cause;
}
