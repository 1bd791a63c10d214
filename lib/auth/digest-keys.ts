import { config } from '../config.ts';
import { keepFresh } from '../secrets/keep-fresh.ts';
import { openSecretStore, type Secret } from '../secrets/secret-store.ts';
import type { DigestKey } from './password-digest.ts';

/** Milliseconds that a call waits for the keys. Without them it hashes, which takes about as long. */
const DEADLINE = 1_000;

/** Characters of a key at least: of random letters and digits, 190 bits. */
const MIN_LENGTH = 32;

/** Makes a reader with a cache of its own. */
export function digestKeyReader(arn: string | undefined): () => Promise<readonly DigestKey[]> {
  if (arn === undefined) return async () => [];
  const fetchSecret = openSecretStore();
  return keepFresh(
    async () =>
      toKeys(await fetchSecret(arn, 'DIGEST_KEYS_ARN', { abortSignal: AbortSignal.timeout(DEADLINE) })),
    'The keys of passwords',
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
    `The secret of DIGEST_KEYS_ARN has to hold keys of ${MIN_LENGTH} characters or more by their version: 1, 2, ….`,
  );
}

/**
 * The keys of passwords' digests, newest first: none when none are configured, and while they can't be read.
 */
export const readDigestKeys: () => Promise<readonly DigestKey[]> = digestKeyReader(config.DIGEST_KEYS_ARN);

// While a container starts it has a whole processor; its first call then finds the keys, and the SDK warm.
await readDigestKeys();
