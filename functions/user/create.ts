import { randomUUID } from 'node:crypto';
import { init } from '@paralleldrive/cuid2';
import { readDigestKeys } from '../../lib/auth/digest-keys.ts';
import { makeDigest } from '../../lib/auth/password-digest.ts';
import { hashPassword } from '../../lib/auth/password-hash.ts';
import { createUser } from '../../lib/contract/user.ts';
import { insertUser } from '../../lib/db/queries/users.ts';
import { endpoint } from '../../lib/http/endpoint.ts';

const createLookup = init({ length: 12 });

export const handler = endpoint(createUser, async ({ db }) => {
  const id = randomUUID();
  const password = randomUUID();
  const lookup = createLookup();
  const [hash, keys] = await Promise.all([hashPassword(password), readDigestKeys()]);
  await insertUser(db, { id, lookup, ...hash, passwordDigest: makeDigest(password, hash, keys[0]) });
  return { id, lookup, password };
});
