import { findToken } from '../auth/find-token.ts';
import { purchaseCheck } from '../auth/purchase-token.ts';
import { insertChat } from '../db/queries/chats.ts';
import { readPlannerConfig } from '../planner-config.ts';
import { readSecrets } from '../secrets/secrets.ts';
import type { SocketContext } from '../socket/context.ts';
import type { SocketEvent } from '../socket/event.ts';

const checkPurchase = purchaseCheck(readPlannerConfig(), readSecrets);

/**
 * Opens a chat. A token in the request must be valid. Plain JSON clients may send theirs later. Clients that have
 * negotiated use SignalR, and may not.
 *
 * @throws Problem as {@link checkPurchase} does.
 */
export async function connect(event: SocketEvent, { userData }: SocketContext): Promise<void> {
  const found = findToken(event, 'header or query');
  const hasNegotiated = event.queryStringParameters?.['id'] !== undefined;
  const isLater = found === undefined && !hasNegotiated;
  const purchase = isLater ? undefined : await checkPurchase(found?.token);
  await insertChat(userData, event.requestContext.connectionId, purchase);
}
