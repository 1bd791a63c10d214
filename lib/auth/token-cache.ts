import { createHash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { PurchaseToken } from './purchase-token.ts';

/** Milliseconds. A refusal is kept briefly: the purchase may be on its way to the store. */
const VERIFIED_FOR = 5 * 60_000;
const REFUSED_FOR = 30_000;

const MAX_TOKENS = 1_000;

type IsValid = (presented: PurchaseToken) => Promise<boolean>;

/**
 * Remembers what a store said of a token; failures are not remembered. Checks of one token at the same
 * moment share one call. Tokens are kept as digests.
 */
export function cacheVerdicts(ask: IsValid): IsValid {
  // Two memories, so that a flood of made-up tokens can't push the verified ones out.
  const verified = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: VERIFIED_FOR });
  const refused = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: REFUSED_FOR });
  const running = new Map<string, Promise<boolean>>();

  return async (presented) => {
    const digest = memoryDigest(presented);
    if (verified.has(digest)) return true;
    if (refused.has(digest)) return false;
    const known = running.get(digest);
    if (known !== undefined) return known;
    const answer = ask(presented)
      .then((isValid) => {
        (isValid ? verified : refused).set(digest, true);
        return isValid;
      })
      .finally(() => running.delete(digest));
    running.set(digest, answer);
    return answer;
  };
}

const memoryDigest = ({ store, token }: PurchaseToken) =>
  createHash('sha256').update(`${store} ${token}`).digest('base64');
