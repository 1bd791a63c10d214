import { getSharedItem } from '../../lib/contract/shared-item.ts';
import { selectSharedItem } from '../../lib/db/queries/shared-items.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { CacheableResponse } from '../../lib/http/response.ts';
import { notFound } from '../../lib/problem/problem.ts';

export const handler = endpoint(getSharedItem, async ({ parameters, db }) => {
  const item = await selectSharedItem(db, parameters.id);
  if (item === undefined) throw notFound('shared item');
  const response = {
    rsaPublicKey: { spkiPublicKeyBytes: item.key },
    encryptedPayload: { encryptedPayload: item.payload, iv: { value: item.iv } },
  };
  return new CacheableResponse(response, item.secondsLeft);
});
