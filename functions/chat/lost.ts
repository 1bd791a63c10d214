import { endLost } from '../../lib/chat/end-lost.ts';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { taskEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = taskEndpoint(socketFunctions.lost, endLost);
