import { checkPassword } from '../../lib/auth/authenticate.ts';
import { getInbox } from '../../lib/contract/inbox.ts';
import { selectCredentialsAndInbox } from '../../lib/db/queries/credentials.ts';
import { streamEndpoint } from '../../lib/http/endpoint.ts';
import { emptyInboxResponse, inboxResponse } from '../../lib/streams/inbox.ts';

export const handler = streamEndpoint(getInbox, async function* ({ body, db }) {
  const reading = selectCredentialsAndInbox(db, body.userId);
  const { hasMessages, newDigest } = await checkPassword(reading, body.password);
  return yield* hasMessages ? inboxResponse(db, body.userId, newDigest) : emptyInboxResponse();
});
