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
      'whoever has the link can read the item, until it expires.',
    request: { userId: example.userId, password: example.password, encryptedPayload, expiry: example.expiry },
    response: { description: 'Where the item is.', example: { id: example.itemId } },
    problems: { 401: 'There is no user of that id, or the password is not theirs.' },
  }),
  describeCall(getSharedItem, {
    operationId: 'getSharedItem',
    tag,
    description:
      'Returns a shared item to anybody who knows its id. Caches may keep the answer for a minute.',
    parameters: {
      id: { description: 'The id that sharing the item answered.', example: example.itemId },
    },
    response: {
      description: 'The item, and the public key of who shared it.',
      example: { rsaPublicKey: { spkiPublicKeyBytes: example.publicKey }, encryptedPayload },
    },
    problems: { 404: 'There is no such item, or it has expired.' },
  }),
];
