import type { webcrypto } from 'node:crypto';

type CryptoKey = webcrypto.CryptoKey;

const { subtle } = crypto;

const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' };
const PSS = { name: 'RSA-PSS', hash: 'SHA-256' };
const AES = { name: 'AES-CBC', length: 128 };
const TWO_TO_THE_16TH_PLUS_1 = new Uint8Array([1, 0, 1]);

/** A user's RSA key pair, for signatures and for encryption of messages to them. */
export interface KeyPair {
  /** SPKI; the only part that leaves the device. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly signingKey: CryptoKey;
  readonly decryptionKey: CryptoKey;
}

export async function generateKeyPair(): Promise<KeyPair> {
  const size = { modulusLength: 2048, publicExponent: TWO_TO_THE_16TH_PLUS_1 };
  const pair = await subtle.generateKey({ ...OAEP, ...size }, true, ['encrypt', 'decrypt']);
  const privateKey = await subtle.exportKey('pkcs8', pair.privateKey);
  return {
    publicKey: new Uint8Array(await subtle.exportKey('spki', pair.publicKey)),
    signingKey: await subtle.importKey('pkcs8', privateKey, PSS, false, ['sign']),
    decryptionKey: pair.privateKey,
  };
}

/** @param publicKey SPKI. */
export const toEncryptionKey = (publicKey: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  subtle.importKey('spki', publicKey, OAEP, false, ['encrypt']);

const toVerificationKey = (publicKey: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  subtle.importKey('spki', publicKey, PSS, false, ['verify']);

export type AesKey = CryptoKey;

export const generateAesKey = (): Promise<AesKey> => subtle.generateKey(AES, true, ['encrypt', 'decrypt']);

export const exportAesKey = async (key: AesKey): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await subtle.exportKey('raw', key));

export const importAesKey = (bytes: Uint8Array<ArrayBuffer>): Promise<AesKey> =>
  subtle.importKey('raw', bytes, AES, true, ['encrypt', 'decrypt']);

/** Bytes of a signature with a 2048-bit key. */
export const SIGNATURE_BYTES = 256;

const SALT_BYTES = 32;
const SIGNATURE = { name: PSS.name, saltLength: SALT_BYTES };

export const sign = async (data: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await subtle.sign(SIGNATURE, key, data));

/** @throws Error unless the signature is by the owner of the public key. */
export async function verify(
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  publicKey: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const key = await toVerificationKey(publicKey);
  if (!(await subtle.verify(SIGNATURE, key, signature, data))) throw new Error('The signature is wrong.');
}
