import { createSharedItem, getSharedItem } from '../shared-item.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Sharing';

const encryptedPayload = { encryptedPayload: example.bytes, iv: { value: example.iv } };

export const sharedItemCalls = [
  describeCall(createSharedItem, {
    operationId: 'createSharedItem',
    tag,
    description:
      'Publishes an encrypted item, such as a plan, under an id of its own. Put the id and the key into a link: ' +
      'whoever has the link can read the item until it expires.',
    request: { userId: example.userId, password: example.password, encryptedPayload, expiry: example.expiry },
    response: { description: 'The id of the item.', example: { id: example.itemId } },
    problems: { 401: 'No user has this id, or the password is wrong.' },
  }),
  describeCall(getSharedItem, {
    operationId: 'getSharedItem',
    tag,
    description:
      'Returns a shared item to anyone who knows its id. Caches may keep the response for a minute.',
    parameters: {
      id: { description: 'The id that was returned when the item was shared.', example: example.itemId },
    },
    response: {
      description: 'The item, and the public key of the user who shared it.',
      example: { rsaPublicKey: { spkiPublicKeyBytes: example.publicKey }, encryptedPayload },
    },
    problems: { 404: 'The item does not exist, or has expired.' },
  }),
];
