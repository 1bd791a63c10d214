import { randomBytes } from 'node:crypto';
import { negotiateChat } from '../../lib/contract/chat.ts';
import { purchaseTokenEndpoint } from '../../lib/http/endpoint.ts';

const LATEST_VERSION = 1;

const webSockets: { transport: 'WebSockets'; transferFormats: ['Text'] } = {
  transport: 'WebSockets',
  transferFormats: ['Text'],
};

/** An id that clients expect. The server does not use it: API Gateway gives the socket an id of its own. */
const newId = () => randomBytes(16).toString('base64url');

export const handler = purchaseTokenEndpoint(negotiateChat, async ({ parameters }) => {
  const negotiateVersion = Math.min(parameters.negotiateVersion, LATEST_VERSION);
  return {
    negotiateVersion,
    connectionId: newId(),
    ...(negotiateVersion > 0 && { connectionToken: newId() }),
    availableTransports: [webSockets],
  };
});
