import { getInbox, putInbox } from '../inbox.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Inbox';

export const inboxCalls = [
  describeCall(putInbox, {
    operationId: 'putInbox',
    tag,
    description:
      'Leaves a message for a user, such as the wish to follow them. It needs no password: encrypt it with the ' +
      "receiver's public key, and sign it inside, so that the receiver knows whom it is from.",
    request: { toUserId: example.userId, encryptedMessage: [example.bytes] },
    response: { description: 'Done.', example: {} },
    problems: { 404: 'There is no user to receive it.' },
  }),
  describeCall(getInbox, {
    operationId: 'getInbox',
    tag,
    description:
      "Returns a user's messages, oldest first, **and removes them**: each is handed out once. Where the answer " +
      'fails on its way out, ask again. Past 100 MiB it ends early, and the next poll brings the rest.',
    request: { userId: example.userId, password: example.password },
    response: {
      description: 'The messages that were there.',
      example: { inboxMessages: [{ id: example.eventId, encryptedMessage: [example.bytes] }] },
    },
    problems: { 401: 'The password is not the one of that user.', 404: 'There is no user of that id.' },
  }),
];
