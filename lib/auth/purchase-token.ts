import type { PlannerSettings, SecretSettings } from '../planner-config.ts';
import { Problem } from '../problem/problem.ts';
import { type LimitKeys, limitKeys } from './limit-keys.ts';
import { type Store, StoreNotConfiguredError, StoreUnavailableError, stores } from './stores/store.ts';
import { identifyPurchase } from './stores/verify.ts';
import { cacheVerdicts } from './token-cache.ts';

/** A caller's proof of purchase, not yet verified. */
export interface PurchaseToken {
  readonly store: Store;
  readonly token: string;
}

/** A verified purchase, without anything that only the store may know. */
export interface Purchase extends LimitKeys {
  readonly store: Store;
}

/** @returns undefined for an unknown store, and for text that cannot be a token. */
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
 * @throws Problem 401 for a missing or invalid token, 502 when its store does not respond, 503 when access to the store
 *   is not configured or is denied.
 */
export type CheckPurchase = (token: PurchaseToken | undefined) => Promise<Purchase>;

/** Creates a check that caches the stores' verdicts. */
export function purchaseCheck(
  config: PlannerSettings,
  readSecrets: () => Promise<SecretSettings>,
): CheckPurchase {
  const identify = cacheVerdicts(async ({ store, token }) =>
    identifyPurchase(store, token, config, await readSecrets()),
  );
  return async (token) => {
    if (token === undefined) throw missingToken();
    const id = await identify(token).catch(throwProblem);
    if (id === undefined) throw invalidToken();
    return { store: token.store, ...limitKeys(token, id, config) };
  };
}

/** By RFC 6750, `error` is sent only when the request had a token. */
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
    throw new Problem(502, 'The store of this purchase is not responding. Try again later.', {
      retryAfter: cause.retryAfter ?? RETRY_SECONDS,
      cause,
    });
  }
  if (cause instanceof StoreNotConfiguredError) {
    throw new Problem(503, 'Purchases from this store cannot be verified on this server.', { cause });
  }
  throw cause;
}
