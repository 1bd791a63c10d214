import { config } from '../config.ts';
import { keepFresh } from '../secrets/keep-fresh.ts';
import { openSecretStore, type Secret } from '../secrets/secret-store.ts';
import type { DigestKey } from './password-digest.ts';

/** Milliseconds that a call waits for the keys. Without them it hashes the password, which takes about as long. */
const DEADLINE = 1_000;

/** Minimum characters of a key: 190 bits, when they are random letters and digits. */
const MIN_LENGTH = 32;

/** Creates a reader with a cache of its own. */
export function digestKeyReader(arn: string | undefined): () => Promise<readonly DigestKey[]> {
  if (arn === undefined) return async () => [];
  const fetchSecret = openSecretStore();
  return keepFresh(
    async () =>
      toKeys(await fetchSecret(arn, 'DIGEST_KEYS_ARN', { abortSignal: AbortSignal.timeout(DEADLINE) })),
    'The keys of the password digests',
    [],
  );
}

/** @throws Error that quotes no key. */
function toKeys(secret: Secret): DigestKey[] {
  const keys = Object.entries(secret).map(([version, key]) => ({ version: Number(version), key }));
  return keys.map(toKey).toSorted((a, b) => b.version - a.version);
}

function toKey({ version, key }: { readonly version: number; readonly key: unknown }): DigestKey {
  if (Number.isSafeInteger(version) && version > 0 && typeof key === 'string' && key.length >= MIN_LENGTH) {
    return { version, key };
  }
  throw new Error(
    `The secret of DIGEST_KEYS_ARN must contain keys of at least ${MIN_LENGTH} characters by version: 1, 2, ….`,
  );
}

/**
 * Reads the keys of the password digests, newest first. There are none if none are configured or they can't be read.
 */
export const readDigestKeys: () => Promise<readonly DigestKey[]> = digestKeyReader(config.DIGEST_KEYS_ARN);

// A starting container has a whole processor: reading the keys now makes its first call faster.
await readDigestKeys();
