/** Units up to a number, each at a price; the last tier has no end. */
type Tiers = readonly (readonly [upTo: number, dollars: number])[];

const MILLION = 1e6;
const TERABYTE = 1_000;

/** Public prices of 2026 in us-east-1, in dollars, free tiers included: what costs nothing is the first tier. */
export const prices = {
  capacityHour: 0.12,
  storageGigabyte: 0.1,
  ios: 0.2 / MILLION,
  lambdaSecond: [
    [400_000, 0],
    [Infinity, 0.000_013_333_4],
  ],
  /** Of a gigabyte-second, of an environment that is kept warm; its runs cost less than others. */
  provisionedSecond: 0.000_003_333_4,
  provisionedRun: 0.000_007_777_8,
  lambdaCall: [
    [MILLION, 0],
    [Infinity, 0.2 / MILLION],
  ],
  restCall: [
    [333 * MILLION, 3.5 / MILLION],
    [1_000 * MILLION, 2.8 / MILLION],
    [20_000 * MILLION, 2.38 / MILLION],
    [Infinity, 1.51 / MILLION],
  ],
  edgeCall: [
    [10 * MILLION, 0],
    [Infinity, 1 / MILLION],
  ],
  edgeGigabyte: [
    [TERABYTE, 0],
    [10 * TERABYTE, 0.085],
    [50 * TERABYTE, 0.08],
    [150 * TERABYTE, 0.06],
    [500 * TERABYTE, 0.04],
    [Infinity, 0.03],
  ],
  dataApiCall: [
    [1_000 * MILLION, 0.35 / MILLION],
    [Infinity, 0.2 / MILLION],
  ],
  logGigabyte: [
    [5, 0],
    [Infinity, 0.5],
  ],
  /** A month. */
  keptLogGigabyte: 0.03,
  trace: [
    [100_000, 0],
    [Infinity, 5 / MILLION],
  ],
} as const satisfies Readonly<Record<string, number | Tiers>>;

/** The price of so many units. */
export function priced(units: number, tiers: Tiers): number {
  let [cost, from] = [0, 0];
  for (const [upTo, dollars] of tiers) {
    cost += Math.max(Math.min(units, upTo) - from, 0) * dollars;
    from = upTo;
  }
  return cost;
}
