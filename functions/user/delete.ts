import { authenticate } from '../../lib/auth/authenticate.ts';
import { deleteUser as route } from '../../lib/contract/user.ts';
import { deleteUser } from '../../lib/db/queries/users.ts';
import { endpoint } from '../../lib/http/endpoint.ts';

export const handler = endpoint(route, async ({ body, db }) => {
  await authenticate(db, body.id, body.password);
  await deleteUser(db, body.id);
  return {};
});
