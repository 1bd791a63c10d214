import { authenticate } from '../../lib/auth/authenticate.ts';
import { putFollowSecret } from '../../lib/contract/follow-secret.ts';
import { insertFollowSecret } from '../../lib/db/queries/follow-secrets.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { notFound } from '../../lib/problem/problem.ts';

export const handler = endpoint(putFollowSecret, async ({ body, db }) => {
  const { newDigest } = await authenticate(db, body.userId, body.password);
  if (!(await insertFollowSecret(db, body.userId, body.followSecret, newDigest))) throw notFound('user');
  return {};
});
