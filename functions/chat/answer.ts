import { answer } from '../../lib/chat/answer.ts';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { taskEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = taskEndpoint(socketFunctions.answer, ({ requestId }) => requestId, answer);
