import { getInbox, putInbox } from '../inbox.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Inbox';

export const inboxCalls = [
  describeCall(putInbox, {
    operationId: 'putInbox',
    tag,
    description:
      'Leaves a message for a user, such as a follow request. It needs no password: encrypt the message with the ' +
      "receiver's public key and put your signature inside, so that the receiver knows who sent it.",
    request: { toUserId: example.userId, encryptedMessage: [example.bytes] },
    response: { description: 'Done.', example: {} },
    problems: { 404: 'No user has the id of the receiver.' },
  }),
  describeCall(getInbox, {
    operationId: 'getInbox',
    tag,
    description:
      "Returns a user's messages, oldest first, **and removes them**: each is delivered once. If the response fails " +
      'on its way, send the request again. Past 100 MiB it ends early, and the next poll returns the rest.',
    request: { userId: example.userId, password: example.password },
    response: {
      description: 'The messages.',
      example: { inboxMessages: [{ id: example.eventId, encryptedMessage: [example.bytes] }] },
    },
    problems: { 401: 'The password is wrong.', 404: 'No user has this id.' },
  }),
];
