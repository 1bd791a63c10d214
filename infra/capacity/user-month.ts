import { memoryMegabytes } from '../../lib/contract/function.ts';
import { memoryOf, secondsOf, secondsOn } from './demand.ts';
import { HASH, type MonthlyCall, monthlyCalls } from './usage.ts';

const MIB_A_GIB = 1_024;
/** The Data API counts each 32 KB of a result as a call. */
const RESULT_BYTES_A_CALL = 32 * 1_024;

/** Of one call. */
export const gigabyteSecondsOf = (call: MonthlyCall): number =>
  secondsOf(call) * (memoryOf(call.function) / MIB_A_GIB);

/** Without digests, every function that checks a password would have a whole processor to hash it on. */
export function gigabyteSecondsHashedOf(call: MonthlyCall): number {
  if (call.password !== 'checked') return gigabyteSecondsOf(call);
  const measured = { ...call.measured, processor: call.measured.processor + HASH };
  return secondsOn(memoryMegabytes.full, measured) * (memoryMegabytes.full / MIB_A_GIB);
}

/** The month of one user. */
export const userMonth = {
  calls: perUser(({ times }) => times),
  startCalls: perUser(({ function: name, times }) =>
    name === 'user/put' || name === 'inbox/get' ? times : 0,
  ),
  dataApiCalls: perUser(({ times, measured }) => times * measured.dataApiCalls),
  dataApiUnits: perUser(({ times, measured }) => {
    const further = Math.max(Math.ceil(measured.responseBytes / RESULT_BYTES_A_CALL) - 1, 0);
    return times * (measured.dataApiCalls + further);
  }),
  responseBytes: perUser(({ times, measured }) => times * measured.responseBytes),
  gigabyteSeconds: perUser((call) => call.times * gigabyteSecondsOf(call)),
  /** If there were no digests. */
  gigabyteSecondsHashed: perUser((call) => call.times * gigabyteSecondsHashedOf(call)),
};

function perUser(of: (call: MonthlyCall) => number): number {
  return monthlyCalls.reduce((sum, call) => sum + of(call), 0);
}
