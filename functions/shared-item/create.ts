import { init } from '@paralleldrive/cuid2';
import { authenticate } from '../../lib/auth/authenticate.ts';
import { createSharedItem } from '../../lib/contract/shared-item.ts';
import { insertSharedItem } from '../../lib/db/queries/shared-items.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { wrongPassword } from '../../lib/problem/problem.ts';

const createId = init({ length: 12 });

/** Like the C# backend, this treats an unknown user as a wrong password. */
export const handler = endpoint(createSharedItem, async ({ body, db }) => {
  const { newDigest } = await authenticate(db, body.userId, body.password, wrongPassword);
  const id = createId();
  const { encryptedPayload: payload, iv } = body.encryptedPayload;
  const item = { id, userId: body.userId, payload, iv: iv.value, expiry: body.expiry };
  if (!(await insertSharedItem(db, item, newDigest))) throw wrongPassword();
  return { id };
});
