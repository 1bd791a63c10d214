import { authenticate } from '../../lib/auth/authenticate.ts';
import { deleteFollowSecret as route } from '../../lib/contract/follow-secret.ts';
import { deleteFollowSecret } from '../../lib/db/queries/follow-secrets.ts';
import { endpoint } from '../../lib/http/endpoint.ts';

export const handler = endpoint(route, async ({ body, db }) => {
  const { newDigest } = await authenticate(db, body.userId, body.password);
  await deleteFollowSecret(db, body.userId, body.followSecret, newDigest);
  return {};
});
