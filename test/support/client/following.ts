import { randomUUID } from 'node:crypto';
import { type Api, bodyOf, fromBase64, toBase64 } from './api.ts';
import { findUser, type Identity } from './identity.ts';
import { type AesKey, exportAesKey, importAesKey } from './keys.ts';
import { type Letter, readLetter, writeLetter } from './letter.ts';

/** A message between a follower and a followed user. */
export type FollowMessage =
  | { readonly type: 'request'; readonly name: string }
  | { readonly type: 'accepted'; readonly followSecret: string; readonly aesKey: string };

/** Asks a user, through their inbox, for permission to follow them. */
export const requestToFollow = (api: Api, identity: Identity, userId: string, name: string): Promise<void> =>
  post(api, identity, userId, { type: 'request', name });

/** Accepts a follower: sends them a new secret and the key to published data. @returns the secret. */
export async function accept(api: Api, identity: Identity, followerId: string): Promise<string> {
  const followSecret = randomUUID();
  await api.PUT('/follow-secret', { body: { ...credentials(identity), followSecret } });
  const aesKey = toBase64(await exportAesKey(identity.aesKey));
  await post(api, identity, followerId, { type: 'accepted', followSecret, aesKey });
  return followSecret;
}

/** Revokes a secret: its followers see nothing more. */
export const revoke = (api: Api, identity: Identity, followSecret: string): Promise<object> =>
  bodyOf(api.POST('/follow-secret/delete', { body: { ...credentials(identity), followSecret } }));

/** A followed user, as the follower stores them. */
export interface Followed {
  readonly userId: string;
  readonly followSecret: string;
  readonly aesKey: AesKey;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** Follows the user who accepted a request. */
export async function follow(api: Api, { fromUserId, content }: Letter<FollowMessage>): Promise<Followed> {
  if (content.type !== 'accepted') throw new Error('The request was not accepted.');
  return {
    userId: fromUserId,
    followSecret: content.followSecret,
    aesKey: await importAesKey(fromBase64(content.aesKey)),
    publicKey: await publicKeyOf(api)(fromUserId),
  };
}

/** Takes all letters from the inbox. @throws Error when one is forged. */
export async function emptyInbox(api: Api, identity: Identity): Promise<Letter<FollowMessage>[]> {
  const { inboxMessages } = await bodyOf(api.POST('/inbox', { body: credentials(identity) }));
  return Promise.all(
    inboxMessages.map(({ encryptedMessage }) =>
      readLetter<FollowMessage>(encryptedMessage, identity.keys, identity.id, publicKeyOf(api)),
    ),
  );
}

async function post(
  api: Api,
  { id, keys }: Identity,
  toUserId: string,
  content: FollowMessage,
): Promise<void> {
  const to = { id: toUserId, publicKey: await publicKeyOf(api)(toUserId) };
  const encryptedMessage = await writeLetter({ fromUserId: id, content }, keys, to);
  await api.PUT('/inbox', { body: { toUserId, encryptedMessage } });
}

const credentials = ({ id, password }: Identity) => ({ userId: id, password });

const publicKeyOf = (api: Api) => async (userId: string) =>
  fromBase64((await findUser(api, userId)).rsaPublicKey);
