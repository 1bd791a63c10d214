import { connect } from '../../lib/chat/connect.ts';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { socketEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = socketEndpoint(socketFunctions.connect, connect);
