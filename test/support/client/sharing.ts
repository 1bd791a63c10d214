import { type Api, bodyOf, fromBase64, toBase64 } from './api.ts';
import { open, seal } from './envelope.ts';
import { inNinetyDays } from './feed.ts';
import type { Identity } from './identity.ts';
import { exportAesKey, generateAesKey, importAesKey } from './keys.ts';

const PAGE = 'https://liftlog.example/shared-item';

/**
 * Publishes a value under a link. The key is in the link's fragment, which browsers do not send.
 *
 * @returns the link.
 */
export async function share(api: Api, identity: Identity, value: unknown): Promise<string> {
  const key = await generateAesKey();
  const { payload, iv } = await seal(value, key, identity.keys);
  const item = {
    userId: identity.id,
    password: identity.password,
    encryptedPayload: { encryptedPayload: toBase64(payload), iv: { value: toBase64(iv) } },
    expiry: inNinetyDays(),
  };
  const { id } = await bodyOf(api.POST('/shareditem', { body: item }));
  return `${PAGE}/${id}#${Buffer.from(await exportAesKey(key)).toString('base64url')}`;
}

/** Opens a link, as anyone who has it can. @throws ApiError 404 once the item is gone. */
export async function openLink<Value>(api: Api, link: string): Promise<Value> {
  const { pathname, hash } = new URL(link);
  const id = pathname.slice(pathname.lastIndexOf('/') + 1);
  const key = await importAesKey(new Uint8Array(Buffer.from(hash.slice(1), 'base64url')));
  const { rsaPublicKey, encryptedPayload } = await bodyOf(
    api.GET('/shareditem/{id}', { params: { path: { id } } }),
  );
  const envelope = {
    payload: fromBase64(encryptedPayload.encryptedPayload),
    iv: fromBase64(encryptedPayload.iv.value),
  };
  return open<Value>(envelope, key, fromBase64(rsaPublicKey.spkiPublicKeyBytes));
}
