import { hash } from 'node:crypto';

/** Stands in for the hash function of `@noble/hashes` that cuid2 calls, in the bundles: Node's own. */
export const sha3_512 = (data: Uint8Array): Uint8Array => hash('sha3-512', data, 'buffer');
