import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretSettings } from '../../config.ts';

/**
 * The web app's token is a key that all its users share, and is its own id. With no key set, none is right.
 *
 * @returns undefined when it is not the key.
 */
export function identifyWebKey(token: string, { WEB_AUTH_API_KEY }: SecretSettings): string | undefined {
  // Digests have one length, so that the time taken tells nothing about the key, not even its length.
  const isKey = WEB_AUTH_API_KEY !== undefined && timingSafeEqual(digest(token), digest(WEB_AUTH_API_KEY));
  return isKey ? token : undefined;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
