import type { Kysely } from 'kysely';
import type { Purchase } from '../auth/purchase-token.ts';
import { countCall } from '../db/queries/rate-limit.ts';
import type { RateLimitTables } from '../db/tables.ts';
import { readPlannerConfig } from '../planner-config.ts';
import { Problem } from '../problem/problem.ts';

const { RATE_LIMIT_WEB_PER_DAY, RATE_LIMIT_MOBILE_PER_DAY } = readPlannerConfig();

/**
 * Counts a call against its purchase's limit.
 *
 * @param id the call's id: counting it again changes nothing.
 * @returns the time under which it was counted, needed to refund it.
 * @throws Problem 429 when the limit is reached.
 */
export async function countAgainstLimit(
  db: Kysely<RateLimitTables>,
  { store, key, formerKeys }: Purchase,
  id: string,
): Promise<string> {
  const limit = store === 'Web' ? RATE_LIMIT_WEB_PER_DAY : RATE_LIMIT_MOBILE_PER_DAY;
  const { countedAt, freeAt } = await countCall(db, { key, formerKeys }, id, limit);
  if (countedAt === null) throw tooManyCalls(limit, freeAt);
  return countedAt;
}

function tooManyCalls(limit: number, freeAt: string): Problem {
  // HTTP dates have whole seconds. Rounded up, so that a call made then passes.
  const free = new Date(Math.ceil(Date.parse(freeAt) / 1_000) * 1_000);
  const headers = { 'retry-after': free.toUTCString() };
  return new Problem(429, `The limit of ${limit} calls in 24 hours has been reached. Try again later.`, {
    headers,
  });
}
