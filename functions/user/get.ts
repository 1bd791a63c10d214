import { uuidOrDigits } from '../../lib/contract/common.ts';
import { getUser } from '../../lib/contract/user.ts';
import { userByLookup, usersByIds } from '../../lib/db/queries/users.ts';
import { streamEndpoint } from '../../lib/http/endpoint.ts';
import { userResponse } from '../../lib/streams/users.ts';

export const handler = streamEndpoint(getUser, ({ parameters: { idOrLookup }, db }) => {
  const id = uuidOrDigits.safeParse(idOrLookup);
  return userResponse(db, id.success ? usersByIds([id.data]) : userByLookup(idOrLookup));
});
