import { createHash } from 'node:crypto';
import type { PlannerSettings } from '../config.ts';
import type { PurchaseToken } from './purchase-token.ts';
import { splitPlayToken } from './stores/play-token.ts';

/** The keys of a purchase's rate limit. */
export interface LimitKeys {
  /** Upper-case hex of the SHA-256 of the purchase's id: what the rate limit stores. */
  readonly key: string;
  /**
   * The same of the token, where it is not the id: the C# backend counts under it, and so did this one. What
   * was counted there lately counts.
   */
  readonly formerKeys: readonly string[];
}

/** @param id the purchase's, as its store knows it. */
export function limitKeys(presented: PurchaseToken, id: string, config: PlannerSettings): LimitKeys {
  const key = digest(id);
  const formerKeys = new Set(spellings(presented, config).map(digest));
  formerKeys.delete(key);
  return { key, formerKeys: [...formerKeys] };
}

/** Google's clients may have sent their token in both forms. */
function spellings({ store, token }: PurchaseToken, { GOOGLE_PRODUCT_ID }: PlannerSettings): string[] {
  if (store !== 'Google') return [token];
  return [token, `${GOOGLE_PRODUCT_ID}:${splitPlayToken(token).purchaseToken}`];
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();
