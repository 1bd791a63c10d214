import { prepare } from '../calls/feed-calls.ts';
import type { TestSystem } from '../system/system.ts';
import { insertUser } from './known-users.ts';
import type { TestUser } from './users.ts';

/** Inserts a user with one of everything, last accessed long ago, so that every later access shows. */
export async function populate(api: TestSystem): Promise<TestUser> {
  const user = await insertUser(api);
  await prepare(api, user);
  await api.userData.query(`update users set last_accessed = now() - interval '2 hours'`);
  await api.userData.query(`update user_events set last_accessed = now() - interval '2 hours'`);
  return user;
}
