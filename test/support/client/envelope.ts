import { type AesKey, type KeyPair, SIGNATURE_BYTES, sign, verify } from './keys.ts';

const { subtle } = crypto;
const IV_BYTES = 16;

/** A value encrypted with AES-128-CBC: its JSON, followed by the author's signature. */
export interface Envelope {
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
}

export const freshIv = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(IV_BYTES));

/** @param iv by default, a fresh one; several values of one author may share it. */
export async function seal(
  value: unknown,
  key: AesKey,
  { signingKey }: KeyPair,
  iv: Uint8Array<ArrayBuffer> = freshIv(),
): Promise<Envelope> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const signed = new Uint8Array([...text, ...(await sign(text, signingKey))]);
  return { payload: new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, signed)), iv };
}

/** @throws Error when the key or the author is wrong. */
export async function open<Value>(
  { payload, iv }: Envelope,
  key: AesKey,
  authorsPublicKey: Uint8Array<ArrayBuffer>,
): Promise<Value> {
  const signed = new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, key, payload));
  const text = signed.slice(0, -SIGNATURE_BYTES);
  await verify(text, signed.slice(-SIGNATURE_BYTES), authorsPublicKey);
  return JSON.parse(new TextDecoder().decode(text)) as Value;
}
