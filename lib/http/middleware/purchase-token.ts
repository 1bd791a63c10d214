import { findToken } from '../../auth/find-token.ts';
import { type CheckPurchase, purchaseCheck } from '../../auth/purchase-token.ts';
import { readPlannerConfig } from '../../planner-config.ts';
import { readSecrets } from '../../secrets/secrets.ts';
import type { Middleware } from '../event.ts';

/** Rejects requests without a valid purchase token. */
export const purchaseToken = (
  where: Parameters<typeof findToken>[1] = 'header',
  check: CheckPurchase = purchaseCheck(readPlannerConfig(), readSecrets),
): Middleware => ({
  before: async ({ event }) => {
    event.purchase = await check(findToken(event, where)?.token);
  },
});
