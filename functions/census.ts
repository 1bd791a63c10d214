import type { Context } from 'aws-lambda';
import { openUserData } from '../lib/db/client.ts';
import { selectCensus } from '../lib/db/queries/census.ts';

/** Milliseconds reserved for returning before Lambda ends the function. */
const RESERVE = 1_500;

/** Counts chats, users and events for the dashboard; runs every few minutes. */
export const handler = async (_event: unknown, context: Context) => {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE;
  const census = await selectCensus(openUserData({ deadline, resumingUntil: deadline }).queries);
  console.info(census);
  return census;
};
