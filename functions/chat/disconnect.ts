import { socketFunctions } from '../../lib/contract/hub.ts';
import { deleteChat } from '../../lib/db/queries/chats.ts';
import { socketEndpoint } from '../../lib/socket/endpoint.ts';

export const handler = socketEndpoint(socketFunctions.disconnect, ({ requestContext }, { userData }) =>
  deleteChat(userData, requestContext.connectionId),
);
