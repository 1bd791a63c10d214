import { fromBase64, toBase64 } from './api.ts';
import { type KeyPair, sign, toEncryptionKey, verify } from './keys.ts';

const { subtle } = crypto;

/** Most bytes that RSA-OAEP with SHA-256 and a 2048-bit key can encrypt. */
const PLAIN_CHUNK_BYTES = 190;

/** A message from one user to another through the inbox, which only the receiver can read. */
export interface Letter<Content> {
  readonly fromUserId: string;
  readonly content: Content;
}

/** Receiver and content are signed together, so that nobody can forward a letter as if it were to somebody else. */
const signedPart = (content: unknown, toUserId: string) =>
  new TextEncoder().encode(JSON.stringify([toUserId, content]));

/**
 * Signs a letter and encrypts it for its receiver.
 *
 * @returns the inbox message's chunks, 256 bytes each, as base64.
 */
export async function writeLetter(
  { fromUserId, content }: Letter<unknown>,
  { signingKey }: KeyPair,
  to: { readonly id: string; readonly publicKey: Uint8Array<ArrayBuffer> },
): Promise<string[]> {
  const signature = toBase64(await sign(signedPart(content, to.id), signingKey));
  const plain = new TextEncoder().encode(JSON.stringify({ fromUserId, content, signature }));
  const key = await toEncryptionKey(to.publicKey);
  const chunks: string[] = [];
  for (let at = 0; at < plain.length; at += PLAIN_CHUNK_BYTES) {
    const chunk = await subtle.encrypt('RSA-OAEP', key, plain.slice(at, at + PLAIN_CHUNK_BYTES));
    chunks.push(toBase64(new Uint8Array(chunk)));
  }
  return chunks;
}

/**
 * Decrypts a letter and verifies its author.
 *
 * @param publicKeyOf looks up a user's public key.
 * @throws Error when it was written to somebody else, or by somebody else.
 */
export async function readLetter<Content>(
  chunks: readonly string[],
  { decryptionKey }: KeyPair,
  receiverId: string,
  publicKeyOf: (userId: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Letter<Content>> {
  const parts: Buffer[] = [];
  for (const chunk of chunks) {
    parts.push(Buffer.from(await subtle.decrypt('RSA-OAEP', decryptionKey, fromBase64(chunk))));
  }
  const letter: Letter<Content> & { signature: string } = JSON.parse(Buffer.concat(parts).toString());
  const { fromUserId, content, signature } = letter;
  await verify(signedPart(content, receiverId), fromBase64(signature), await publicKeyOf(fromUserId));
  return { fromUserId, content };
}
