import { authenticate } from '../../lib/auth/authenticate.ts';
import { putUser } from '../../lib/contract/user.ts';
import { updateUser } from '../../lib/db/queries/users.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { notFound } from '../../lib/problem/problem.ts';

export const handler = endpoint(putUser, async ({ body, db }) => {
  const { newDigest } = await authenticate(db, body.id, body.password);
  if (!(await updateUser(db, body.id, body, newDigest))) throw notFound('user');
  return {};
});
