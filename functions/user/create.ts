import { randomUUID } from 'node:crypto';
import { init } from '@paralleldrive/cuid2';
import { hashPassword } from '../../lib/auth/password.ts';
import { createUser } from '../../lib/contract/user.ts';
import { insertUser } from '../../lib/db/queries/users.ts';
import { endpoint } from '../../lib/http/endpoint.ts';

const createLookup = init({ length: 12 });

export const handler = endpoint(createUser, async ({ db }) => {
  const id = randomUUID();
  const password = randomUUID();
  const lookup = createLookup();
  await insertUser(db, { id, lookup, ...(await hashPassword(password)) });
  return { id, lookup, password };
});
