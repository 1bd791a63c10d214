import { createHash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { PurchaseToken } from './purchase-token.ts';

/** Milliseconds. A refusal is kept briefly: the purchase may be on its way to the store. */
const VERIFIED_FOR = 5 * 60_000;
const REFUSED_FOR = 5_000;

const MAX_TOKENS = 1_000;

type Identify = (presented: PurchaseToken) => Promise<string | undefined>;

/**
 * Remembers what a store said of a token; failures are not remembered. Checks of one token at the same
 * moment share one call. Tokens are kept as digests, each with its store.
 */
export function cacheVerdicts(ask: Identify): Identify {
  // Two memories, so that a flood of made-up tokens can't push the verified ones out.
  const verified = new QuickLRU<string, string>({ maxSize: MAX_TOKENS, maxAge: VERIFIED_FOR });
  const refused = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: REFUSED_FOR });
  const running = new Map<string, Promise<string | undefined>>();

  return async (presented) => {
    const digest = memoryDigest(presented);
    const id = verified.get(digest);
    if (id !== undefined) return id;
    if (refused.has(digest)) return undefined;
    const known = running.get(digest);
    if (known !== undefined) return known;
    const answer = ask(presented)
      .then((identified) => {
        if (identified === undefined) refused.set(digest, true);
        else verified.set(digest, identified);
        return identified;
      })
      .finally(() => running.delete(digest));
    running.set(digest, answer);
    return answer;
  };
}

const memoryDigest = ({ store, token }: PurchaseToken) =>
  createHash('sha256').update(`${store} ${token}`).digest('base64');
