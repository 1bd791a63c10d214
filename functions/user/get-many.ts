import { getUsers } from '../../lib/contract/user.ts';
import { usersByIds } from '../../lib/db/queries/users.ts';
import { streamEndpoint } from '../../lib/http/endpoint.ts';
import { usersResponse } from '../../lib/streams/users.ts';

export const handler = streamEndpoint(getUsers, ({ body, db }) => usersResponse(db, usersByIds(body.ids)));
