import { findToken } from '../../auth/presented.ts';
import { type CheckPurchase, purchaseCheck } from '../../auth/purchase-token.ts';
import { readPaidConfig } from '../../config.ts';
import { readSecrets } from '../../secrets.ts';
import type { Middleware } from '../exchange.ts';

/** Lets a request pass that carries a valid purchase token. */
export const purchaseToken = (
  where: Parameters<typeof findToken>[1] = 'header',
  check: CheckPurchase = purchaseCheck(readPaidConfig(), readSecrets),
): Middleware => ({
  before: async ({ event }) => {
    event.purchase = await check(findToken(event, where)?.token);
  },
});
