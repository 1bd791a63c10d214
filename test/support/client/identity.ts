import type { components } from '../openapi/types.d.ts';
import { type Api, bodyOf, fromBase64, toBase64 } from './api.ts';
import { freshIv, open, seal } from './envelope.ts';
import { type AesKey, generateAesKey, generateKeyPair, type KeyPair } from './keys.ts';

/** A user's credentials, which the server made, and keys, which it never sees. */
export interface Identity {
  readonly id: string;
  readonly lookup: string;
  readonly password: string;
  readonly keys: KeyPair;
  /** Encrypts everything that the user publishes; followers receive it. */
  readonly aesKey: AesKey;
}

export async function createIdentity(api: Api): Promise<Identity> {
  const account = await bodyOf(api.POST('/user/create', { body: {} }));
  return { ...account, keys: await generateKeyPair(), aesKey: await generateAesKey() };
}

export interface Profile {
  readonly name: string;
  /** Names of the sessions of the current plan. */
  readonly plan: readonly string[];
}

/** Publishes the profile, encrypted, and the public key. Its values share one IV. */
export async function publishProfile(api: Api, identity: Identity, profile: Profile): Promise<void> {
  const { id, password, keys, aesKey } = identity;
  const iv = freshIv();
  const user = {
    id,
    password,
    encryptedName: toBase64((await seal(profile.name, aesKey, keys, iv)).payload),
    encryptedCurrentPlan: toBase64((await seal(profile.plan, aesKey, keys, iv)).payload),
    encryptionIV: toBase64(iv),
    rsaPublicKey: toBase64(keys.publicKey),
  };
  await api.PUT('/user', { body: user });
}

/** The public data of a user. */
export type PublicUser = components['schemas']['User'];

/** @throws ApiError 404 */
export const findUser = (api: Api, idOrLookup: string): Promise<PublicUser> =>
  bodyOf(api.GET('/user/{idOrLookup}', { params: { path: { idOrLookup } } }));

/** @throws Error when the profile is not there, or not encrypted with this key and signed by this user. */
export async function openProfile(user: PublicUser, aesKey: AesKey): Promise<Profile> {
  const { encryptedName, encryptedCurrentPlan } = user;
  if (encryptedName === null || encryptedCurrentPlan === null) throw new Error('No profile was published.');
  const iv = fromBase64(user.encryptionIV);
  const openValue = <Value>(payload: string) =>
    open<Value>({ payload: fromBase64(payload), iv }, aesKey, fromBase64(user.rsaPublicKey));
  return { name: await openValue(encryptedName), plan: await openValue(encryptedCurrentPlan) };
}

/** Deletes the account and all its data. */
export const deleteAccount = (api: Api, { id, password }: Identity): Promise<object> =>
  bodyOf(api.POST('/user/delete', { body: { id, password } }));
