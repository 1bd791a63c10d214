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
  401: 'The password is not the one of that user.',
  404: 'There is no user of that id.',
};

export const followSecretCalls = [
  describeCall(putFollowSecret, {
    operationId: 'putFollowSecret',
    tag,
    description:
      'Adds a secret of your making with which your events can be read. Give each follower one of their own, so ' +
      'that you can revoke it alone. Doing it twice is the same as once.',
    request,
    response: { description: 'Done.', example: {} },
    problems,
  }),
  describeCall(deleteFollowSecret, {
    operationId: 'deleteFollowSecret',
    tag,
    description: 'Revokes a follow secret: who has it sees no more events. An unknown one is no error.',
    request,
    response: { description: 'Done.', example: {} },
    problems,
  }),
];
