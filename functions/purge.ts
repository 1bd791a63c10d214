import type { Context } from 'aws-lambda';
import { toLoggedError } from '../lib/log.ts';
import { purge } from '../lib/purge.ts';

/** Milliseconds kept back to answer before Lambda ends the function. */
const RESERVE = 1_500;

/** Deletes what nobody may see any more; runs every hour. @throws Error that names the kinds that failed. */
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
  throw new Error(`The purge failed at ${failures.map(({ kind }) => kind).join(', ')}.`);
};
