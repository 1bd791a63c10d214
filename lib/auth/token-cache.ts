import { createHash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { PurchaseToken } from './purchase-token.ts';

/** Milliseconds. Refusals are cached only briefly: the purchase may not have reached the store yet. */
const MAX_AGE_VERIFIED = 5 * 60_000;
const MAX_AGE_REFUSED = 5_000;

const MAX_TOKENS = 1_000;

type Identify = (token: PurchaseToken) => Promise<string | undefined>;

/**
 * Caches a store's verdict on a token, but no failures. Simultaneous checks of one token share one call. The keys are
 * digests of store and token.
 */
export function cacheVerdicts(ask: Identify): Identify {
  // Two caches, so that a flood of made-up tokens can't evict the verified ones.
  const verified = new QuickLRU<string, string>({ maxSize: MAX_TOKENS, maxAge: MAX_AGE_VERIFIED });
  const refused = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: MAX_AGE_REFUSED });
  const running = new Map<string, Promise<string | undefined>>();

  return async (token) => {
    const key = cacheKey(token);
    const id = verified.get(key);
    if (id !== undefined) return id;
    if (refused.has(key)) return undefined;
    const pending = running.get(key);
    if (pending !== undefined) return pending;
    const verdict = ask(token)
      .then((identified) => {
        if (identified === undefined) refused.set(key, true);
        else verified.set(key, identified);
        return identified;
      })
      .finally(() => running.delete(key));
    running.set(key, verdict);
    return verdict;
  };
}

const cacheKey = ({ store, token }: PurchaseToken) =>
  createHash('sha256').update(`${store} ${token}`).digest('base64');
