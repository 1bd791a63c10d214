import { receive } from '../../lib/chat/receive.ts';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { socketEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = socketEndpoint(socketFunctions.message, receive);
