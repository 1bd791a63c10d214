import { randomUUID } from 'node:crypto';
import { putInbox } from '../../lib/contract/inbox.ts';
import { insertMessage } from '../../lib/db/queries/inbox.ts';
import { endpoint } from '../../lib/http/endpoint.ts';
import { notFound } from '../../lib/problem/problem.ts';

export const handler = endpoint(putInbox, async ({ body, db }) => {
  const message = { id: randomUUID(), toUserId: body.toUserId, chunks: body.encryptedMessage };
  if (!(await insertMessage(db, message))) throw notFound('user');
  return {};
});
