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

const unknownUser = 'There is no user of that id.';
const wrongPassword = 'The password is not the one of that user.';

export const userCalls = [
  describeCall(createUser, {
    operationId: 'createUser',
    tag,
    description:
      'Makes a user with an id, a lookup and a password. **Keep the password**: the server holds only its hash, ' +
      'and nobody can set another. Send `{}`.',
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
      'Returns what a user publishes of themselves. A UUID is looked up as an id, anything else as a lookup. ' +
      'Anybody may ask; without the key that the user gives to followers, the values say nothing.',
    parameters: {
      idOrLookup: { description: "A user's id or lookup, up to 100 characters.", example: example.userId },
    },
    response: { description: 'The user.', example: user },
    problems: { 404: 'There is no user of that id or lookup.' },
  }),
  describeCall(getUsers, {
    operationId: 'getUsers',
    tag,
    description:
      'Returns up to 200 users at once. Unknown ids are left out, and one that comes twice counts once. Past 100 MiB ' +
      'of answer, `encryptedProfilePicture` is `null` of all the users that follow, whether or not they have one: ask ' +
      'for them again, fewer at once. An answer that breaks off is none: ask again.',
    request: { ids: [example.userId] },
    response: { description: 'The users, by id.', example: { users: { [example.userId]: user } } },
  }),
  describeCall(putUser, {
    operationId: 'putUser',
    tag,
    description:
      'Replaces all that a user publishes. What is left out or `null` of the three optional values is cleared.',
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
      'Deletes a user with all events, follow secrets, messages and shared items. It cannot be undone.',
    request: { id: example.userId, password: example.password },
    response: { description: 'Done.', example: {} },
    problems: { 401: wrongPassword, 404: unknownUser },
  }),
];
