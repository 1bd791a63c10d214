import { createUser, deleteUser, getUser, getUsers, putUser } from '../user.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Users';

const user = {
  id: example.userId,
  lookup: example.lookup,
  encryptedCurrentPlan: example.bytes,
  encryptedProfilePicture: null,
  encryptedName: example.bytes,
  encryptionIV: example.iv,
  rsaPublicKey: example.publicKey,
};

const unknownUser = 'No user has this id.';
const wrongPassword = 'The password is wrong.';

export const userCalls = [
  describeCall(createUser, {
    operationId: 'createUser',
    tag,
    description:
      'Creates a user with an id, a lookup and a password. **Keep the password**: the server stores only its hash, ' +
      'and it cannot be reset. Send `{}`.',
    request: {},
    response: {
      description: 'The new user.',
      example: { id: example.userId, lookup: example.lookup, password: example.password },
    },
  }),
  describeCall(getUser, {
    operationId: 'getUser',
    tag,
    description:
      'Returns the profile that a user publishes. A UUID is looked up as an id, anything else as a lookup. ' +
      'Anyone may ask, but the values can be read only with the key that the user gives to followers.',
    parameters: {
      idOrLookup: { description: "A user's id or lookup, up to 100 characters.", example: example.userId },
    },
    response: { description: 'The user.', example: user },
    problems: { 404: 'No user has this id or lookup.' },
  }),
  describeCall(getUsers, {
    operationId: 'getUsers',
    tag,
    description:
      'Returns up to 200 users at once. Unknown ids are left out, and duplicates count once. Past 100 MiB, ' +
      '`encryptedProfilePicture` is `null` for all remaining users, whether or not they have one: request them again, ' +
      'fewer at once. If a response is interrupted, discard it and send the request again.',
    request: { ids: [example.userId] },
    response: { description: 'The users, by id.', example: { users: { [example.userId]: user } } },
  }),
  describeCall(putUser, {
    operationId: 'putUser',
    tag,
    description:
      'Replaces the whole profile. Any of the three optional values that is left out or `null` is cleared.',
    request: {
      id: example.userId,
      password: example.password,
      encryptedCurrentPlan: example.bytes,
      encryptedProfilePicture: null,
      encryptedName: example.bytes,
      encryptionIV: example.iv,
      rsaPublicKey: example.publicKey,
    },
    response: { description: 'Done.', example: {} },
    problems: { 401: wrongPassword, 404: unknownUser },
  }),
  describeCall(deleteUser, {
    operationId: 'deleteUser',
    tag,
    description:
      'Deletes a user with all events, follow secrets, messages and shared items. This cannot be undone.',
    request: { id: example.userId, password: example.password },
    response: { description: 'Done.', example: {} },
    problems: { 401: wrongPassword, 404: unknownUser },
  }),
];
