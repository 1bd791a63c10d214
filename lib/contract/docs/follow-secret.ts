import { deleteFollowSecret, putFollowSecret } from '../follow-secret.ts';
import { describeCall } from './call.ts';
import { example } from './examples.ts';

const tag = 'Following';

const request = {
  userId: example.userId,
  password: example.password,
  followSecret: example.followSecret,
};

const problems = {
  401: 'The password is wrong.',
  404: 'No user has this id.',
};

export const followSecretCalls = [
  describeCall(putFollowSecret, {
    operationId: 'putFollowSecret',
    tag,
    description:
      'Adds a secret that you generate and with which your events can be read. Give each follower their own, so ' +
      'that you can revoke it separately. Adding the same secret twice has no further effect.',
    request,
    response: { description: 'Done.', example: {} },
    problems,
  }),
  describeCall(deleteFollowSecret, {
    operationId: 'deleteFollowSecret',
    tag,
    description:
      'Revokes a follow secret: whoever has it sees no more events. An unknown secret is not an error.',
    request,
    response: { description: 'Done.', example: {} },
    problems,
  }),
];
