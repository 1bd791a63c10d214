import type { Context } from 'aws-lambda';
import { toLoggedError } from '../lib/log.ts';
import { purge } from '../lib/purge.ts';

/** Milliseconds reserved for returning before Lambda ends the function. */
const RESERVE = 1_500;

/** Deletes expired data; runs every hour. @throws Error naming the kinds of data that could not be deleted. */
export const handler = async (_event: unknown, context: Context) => {
  const { purged, complete, failures } = await purge(
    Date.now() + context.getRemainingTimeInMillis() - RESERVE,
  );
  const record = { ...purged, complete };
  if (failures.length === 0) {
    console.info(record);
    return record;
  }
  const errors = failures.map(({ kind, error }) => ({ kind, ...toLoggedError(error) }));
  console.error({ ...record, errors });
  throw new Error(`The purge failed for ${failures.map(({ kind }) => kind).join(', ')}.`);
};
