import { endFailedAnswer } from '../../lib/chat/answer-failed.ts';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { taskEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = taskEndpoint(
  socketFunctions.answerFailed,
  ({ requestPayload }) => requestPayload.requestId,
  endFailedAnswer,
);
