import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretSettings } from '../../config.ts';

/** The web app's token is a key that all its users share. With no key set, none is right. */
export function isWebKey(token: string, { WEB_AUTH_API_KEY }: SecretSettings): boolean {
  // Digests have one length, so that the time taken tells nothing about the key, not even its length.
  return WEB_AUTH_API_KEY !== undefined && timingSafeEqual(digest(token), digest(WEB_AUTH_API_KEY));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
