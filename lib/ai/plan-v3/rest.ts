import type { RestV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { propertiesOf, readSeconds, toDuration } from './values.ts';

/** Seconds, if no readable value is given. */
const DEFAULT_REST = 90;

/** No rest is shorter than the one before it; the first is kept as it is. */
export function normalizeRest(value: unknown): RestV3 {
  const rests = propertiesOf(value);
  const minRest = secondsOf(rests['minRest']) ?? DEFAULT_REST;
  const maxRest = Math.max(minRest, secondsOf(rests['maxRest']) ?? minRest * 2);
  const failureRest = Math.max(maxRest, secondsOf(rests['failureRest']) ?? maxRest);
  return {
    minRest: toDuration(minRest),
    maxRest: toDuration(Math.min(maxRest, LIMITS.time)),
    failureRest: toDuration(Math.min(failureRest, LIMITS.time)),
  };
}

function secondsOf(value: unknown): number | undefined {
  const seconds = readSeconds(value);
  return seconds === undefined ? undefined : Math.round(Math.min(Math.max(seconds, 0), LIMITS.time));
}
