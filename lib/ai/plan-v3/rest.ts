import type { RestV3 } from '../../contract/plan-v3.ts';
import { LIMITS } from './limits.ts';
import { propertiesOf, readSeconds, toDuration } from './values.ts';

/** Seconds, where nothing readable is said. */
const USUAL = 90;

/** No rest is shorter than the one before it; the shortest is taken at its word. */
export function normalizeRest(value: unknown): RestV3 {
  const given = propertiesOf(value);
  const minRest = secondsOf(given['minRest']) ?? USUAL;
  const maxRest = Math.max(minRest, secondsOf(given['maxRest']) ?? minRest * 2);
  const failureRest = Math.max(maxRest, secondsOf(given['failureRest']) ?? maxRest);
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
