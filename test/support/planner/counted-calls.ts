import { createHash } from 'node:crypto';
import type { TestSystem } from '../system/system.ts';

/** The web key of test systems, which is also the id of the web's purchase. */
export const WEB_KEY = 'a-shared-web-key';

/** The key of a purchase's rate limit: a hash of its id. */
export const limitKey = (purchase: string) =>
  createHash('sha256').update(purchase).digest('hex').toUpperCase();

/** The calls that the rate limit has counted for a purchase. */
export async function countedCalls(
  { rateLimit }: Pick<TestSystem, 'rateLimit'>,
  purchase = WEB_KEY,
): Promise<number> {
  const { rows } = await rateLimit.query(
    'select cardinality(requests) as calls from rate_limit_consumptions where key = $1',
    [limitKey(purchase)],
  );
  return rows[0]?.calls ?? 0;
}
