import { authenticate } from '../../lib/auth/authenticate.ts';
import { putEvent } from '../../lib/contract/event.ts';
import { upsertEvent } from '../../lib/db/queries/events.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { notFound } from '../../lib/problem/problem.ts';

export const handler = endpoint(putEvent, async ({ body, db }) => {
  const { readAt, newDigest } = await authenticate(db, body.userId, body.password);
  if (!(await upsertEvent(db, body, readAt, newDigest))) throw notFound('user');
  return {};
});
