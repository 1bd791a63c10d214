import { functions } from '../../lib/contract/functions.ts';
import { type DatabaseCapacity, databaseCapacity, databaseDemand } from './database.ts';
import { DAYS_A_MONTH, mostOf } from './day.ts';
import { type Demand, demandOf } from './demand.ts';
import {
  CONCURRENCY,
  MAX_CAPACITY,
  type Quota,
  type QuotaNeed,
  quotas,
  SAFE_SHARE,
  THROTTLE,
} from './quotas.ts';
import { LOG_BYTES_A_CALL, monthlyCalls } from './usage.ts';
import { userMonth } from './user-month.ts';

/** The size of a stage. */
export interface Plan {
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Reserved, when it is chosen to reserve, by function: of those whose calls cost much. */
  readonly reserved: Readonly<Record<string, number>>;
  /** Environments kept warm, by function. */
  readonly provisioned: Readonly<Record<string, number>>;
  readonly database: DatabaseCapacity;
  readonly logDays: 7 | 30 | 90;
  /** The least that the account has to have of each quota. */
  readonly quotas: readonly QuotaNeed[];
  /** Accounts of that size: more than one when a cluster can't be as large as it would have to be. */
  readonly cells: number;
}

/** Twice the busiest second, as if everything were sent again. */
const HEADROOM = 2;
const LEAST_RATE = 50;
const LEAST_RESERVED = 20;
/** The concurrency that Lambda keeps back for functions that reserve none. */
export const UNRESERVED = 100;

/**
 * Everything of a stage that follows from the number of its users.
 *
 * @param pausesAfterMinutes of the stage's cluster.
 */
export function planFor(users: number, pausesAfterMinutes: number): Plan {
  const demand = demandOf(users);
  const reserved = reservedIn(demand);
  return {
    throttle: throttleFor(demand),
    reserved,
    provisioned: provisionedIn(demand),
    database: databaseCapacity(users, demand, pausesAfterMinutes),
    logDays: logDays(users),
    quotas: quotas.map((quota) => ({ quota, needed: neededOf(quota, demand, reserved) })),
    cells: cellsFor(users, demand),
  };
}

/** A stage may burst as far as an account may: AWS grants half of the rate that it grants a second. */
function throttleFor(demand: Demand): Plan['throttle'] {
  const rate = Math.max(LEAST_RATE, twoDigitsUp(HEADROOM * mostOf(demand.calls.peak)));
  return { rate, burst: Math.min(2 * rate, Math.max(rate, THROTTLE.default) / 2) };
}

function reservedIn(demand: Demand): Plan['reserved'] {
  const needed = new Map(demand.functions.map(({ name, concurrency }) => [name, concurrency]));
  const costly = functions.filter(({ concurrency }) => concurrency !== 'unreserved');
  return Object.fromEntries(
    costly.map(({ name }) => [
      name,
      Math.max(LEAST_RESERVED, twoDigitsUp(HEADROOM * (needed.get(name) ?? 0))),
    ]),
  );
}

/** Of what is reserved, nothing is left for other functions. */
function neededOf(quota: Quota, demand: Demand, reserved: Plan['reserved']): number {
  if (quota !== CONCURRENCY) return twoDigitsUp(quota.demand(demand) / SAFE_SHARE);
  const others = demand.functions.filter(({ name }) => !(name in reserved));
  const unreserved = others.reduce((sum, { concurrency }) => sum + concurrency, 0) / SAFE_SHARE;
  return twoDigitsUp(sumOf(reserved) + Math.max(unreserved, UNRESERVED));
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Environments that are in use around the clock: provisioned, they cost less and never start cold. */
function provisionedIn(demand: Demand): Plan['provisioned'] {
  const names = new Set<string>(monthlyCalls.map((call) => call.function));
  return Object.fromEntries(
    demand.functions
      .filter(({ name }) => names.has(name))
      .map(({ name, rate, seconds }) => [name, Math.floor(rate.trough * seconds)] as const)
      .filter(([, environments]) => environments > 0),
  );
}

/** A query over all logs costs half a cent a gigabyte: it should not cost more than five dollars. */
const MAX_LOG_BYTES = 1e12;

function logDays(users: number): Plan['logDays'] {
  const bytesADay = (users * userMonth.calls * LOG_BYTES_A_CALL) / DAYS_A_MONTH;
  return ([90, 30] as const).find((days) => days * bytesADay <= MAX_LOG_BYTES) ?? 7;
}

/** A cluster has one writer, and no quota makes it larger. */
function cellsFor(users: number, demand: Demand): number {
  const { forMemory, forPeak } = databaseDemand(users, demand);
  return Math.ceil(Math.max(forMemory, forPeak) / (MAX_CAPACITY * SAFE_SHARE));
}

/** Rounded up to two digits, which is as much as there is to know. */
function twoDigitsUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(value, 1))) - 1);
  return Math.ceil(value / step) * step;
}
