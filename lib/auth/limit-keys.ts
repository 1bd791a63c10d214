import { createHash } from 'node:crypto';
import type { PlannerSettings } from '../planner-config.ts';
import type { PurchaseToken } from './purchase-token.ts';
import { splitPlayToken } from './stores/play-token.ts';

/** The keys of a purchase's rate limit. */
export interface LimitKeys {
  /** The key that the rate limit stores: SHA-256 of the purchase's id, in upper-case hex. */
  readonly key: string;
  /**
   * The same for the token, where it differs from the id. The C# backend counts calls under this key, as did earlier
   * versions of this one. Recent calls under it are included.
   */
  readonly formerKeys: readonly string[];
}

/** @param id of the purchase at its store. */
export function limitKeys(token: PurchaseToken, id: string, config: PlannerSettings): LimitKeys {
  const key = digest(id);
  const formerKeys = new Set(spellings(token, config).map(digest));
  formerKeys.delete(key);
  return { key, formerKeys: [...formerKeys] };
}

/** All forms of a token. Google's clients may have sent theirs in two. */
function spellings({ store, token }: PurchaseToken, { GOOGLE_PRODUCT_ID }: PlannerSettings): string[] {
  if (store !== 'Google') return [token];
  return [token, `${GOOGLE_PRODUCT_ID}:${splitPlayToken(token).purchaseToken}`];
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();
