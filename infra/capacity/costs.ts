import { memoryMegabytes } from '../../lib/contract/function.ts';
import { meanCapacity, pausedShare } from './database.ts';
import { DAYS_A_MONTH } from './day.ts';
import { demandOf } from './demand.ts';
import { planFor } from './plan.ts';
import { priced, prices } from './prices.ts';
import { LOG_BYTES_A_CALL, storage } from './usage.ts';
import { userMonth } from './user-month.ts';

const MIB_A_GIB = 1_024;
const GIGABYTE = 1e9;
const HOURS_A_MONTH = DAYS_A_MONTH * 24;

/** Of the calls, as API Gateway and Lambda choose. */
const TRACED_SHARE = 1 / 20;
/** Estimated: what Aurora reads and writes for a call, as it counts. */
const IOS_A_CALL = 4.5;
/** Alarms, secrets, the key and the dashboard. */
const FIXED = 7;
/** A month of production, in dollars, but for what the planner takes. */
export interface Costs {
  readonly capacity: number;
  readonly storage: number;
  readonly lambda: number;
  /** Instead of `lambda`, if there were no digests; no part of the total. */
  readonly lambdaHashed: number;
  readonly gateway: number;
  readonly edge: number;
  readonly dataApi: number;
  readonly logs: number;
  readonly fixed: number;
  readonly total: number;
}

/** @param pausesAfterMinutes of the stage's cluster. */
export function costsOf(users: number, pausesAfterMinutes: number): Costs {
  const { database, provisioned, logDays } = planFor(users, pausesAfterMinutes);
  const demand = demandOf(users);
  const calls = users * userMonth.calls;
  const awake = database.minimumCapacity > 0 ? 1 : 1 - pausedShare(demand.calls, pausesAfterMinutes);
  const logGigabytes = (calls * LOG_BYTES_A_CALL) / GIGABYTE;
  const lambda = (gigabyteSeconds: number) =>
    priced(gigabyteSeconds, prices.lambdaSecond) + priced(calls, prices.lambdaCall);
  const parts = {
    capacity: meanCapacity(demand, database.minimumCapacity) * HOURS_A_MONTH * awake * prices.capacityHour,
    storage:
      ((users * storage.bytesAUser) / GIGABYTE) * prices.storageGigabyte + calls * IOS_A_CALL * prices.ios,
    lambda: lambda(users * userMonth.gigabyteSeconds) + provisioning(provisioned),
    gateway: priced(calls, prices.restCall),
    edge:
      priced(calls, prices.edgeCall) +
      priced((users * userMonth.responseBytes) / GIGABYTE, prices.edgeGigabyte),
    dataApi: priced(users * userMonth.dataApiUnits, prices.dataApiCall),
    logs:
      priced(logGigabytes, prices.logGigabyte) +
      ((logGigabytes * logDays) / DAYS_A_MONTH) * prices.keptLogGigabyte +
      priced(calls * TRACED_SHARE, prices.trace),
    fixed: FIXED,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { ...parts, lambdaHashed: lambda(users * userMonth.gigabyteSecondsHashed), total };
}

/** The price of warm environments, less what their cheaper runs save. */
function provisioning(provisioned: Readonly<Record<string, number>>): number {
  const gigabytes =
    (Object.values(provisioned).reduce((sum, count) => sum + count, 0) * memoryMegabytes.shared) / MIB_A_GIB;
  const [, [, onDemand]] = prices.lambdaSecond;
  // They are as many as are busy around the clock.
  const aSecond = prices.provisionedSecond + prices.provisionedRun - onDemand;
  return gigabytes * HOURS_A_MONTH * 3_600 * aSecond;
}
