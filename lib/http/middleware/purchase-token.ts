import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type CheckPurchase, parseAuthorization, purchaseCheck } from '../../auth/purchase-token.ts';
import { readPaidConfig } from '../../config.ts';
import { readSecrets } from '../../secrets.ts';
import type { Middleware } from '../exchange.ts';

/** Lets a request pass whose `Authorization` header holds a valid purchase token. */
export const purchaseToken = (
  check: CheckPurchase = purchaseCheck(readPaidConfig(), readSecrets),
): Middleware => ({
  before: async ({ event }) => {
    const [value, ...others] = authorizationValues(event);
    // Which of several counts would be anybody's guess.
    const presented = value !== undefined && others.length === 0 ? parseAuthorization(value) : undefined;
    event.purchase = await check(presented);
  },
});

/** The header's different values; its name comes in the case that the client wrote. */
function authorizationValues({ headers, multiValueHeaders }: APIGatewayProxyEvent): string[] {
  const all = [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})];
  const values = all.flatMap(([name, value]) =>
    name.toLowerCase() === 'authorization' && value !== undefined ? value : [],
  );
  return [...new Set(values)];
}
