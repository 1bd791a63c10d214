import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretSettings } from '../../planner-config.ts';

/**
 * Checks the web app's token: a key that all its users share, which is also the purchase's id. If no key is set, all
 * tokens are rejected.
 *
 * @returns undefined when it is not the key.
 */
export function identifyWebKey(token: string, { WEB_AUTH_API_KEY }: SecretSettings): string | undefined {
  // Digests have equal lengths, so the time reveals nothing about the key, not even its length.
  const isKey = WEB_AUTH_API_KEY !== undefined && timingSafeEqual(digest(token), digest(WEB_AUTH_API_KEY));
  return isKey ? token : undefined;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
