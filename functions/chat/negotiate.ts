import { randomBytes } from 'node:crypto';
import { negotiateChat } from '../../lib/contract/chat.ts';
import { purchaseTokenEndpoint } from '../../lib/http/endpoint.ts';

const LATEST_VERSION = 1;

const webSockets: { transport: 'WebSockets'; transferFormats: ['Text'] } = {
  transport: 'WebSockets',
  transferFormats: ['Text'],
};

/** The ids name nothing: the socket gets one of API Gateway's. They are there because clients want them. */
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
