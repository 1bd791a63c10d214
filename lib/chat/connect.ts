import { findToken } from '../auth/find-token.ts';
import { purchaseCheck } from '../auth/purchase-token.ts';
import { readPlannerConfig } from '../config.ts';
import { insertChat } from '../db/queries/chats.ts';
import { readSecrets } from '../secrets/secrets.ts';
import type { SocketContext } from '../socket/context.ts';
import type { SocketEvent } from '../socket/event.ts';

const checkPurchase = purchaseCheck(readPlannerConfig(), readSecrets);

/**
 * Opens a chat. A token that is shown must be valid. Clients of the plain framing may show theirs later;
 * those that have negotiated are SignalR's, and may not.
 *
 * @throws Problem as {@link checkPurchase} does.
 */
export async function connect(event: SocketEvent, { userData }: SocketContext): Promise<void> {
  const shown = findToken(event, 'header or query');
  const hasNegotiated = event.queryStringParameters?.['id'] !== undefined;
  const isLater = shown === undefined && !hasNegotiated;
  const purchase = isLater ? undefined : await checkPurchase(shown?.token);
  await insertChat(userData, event.requestContext.connectionId, purchase);
}
