/** Stands in for bignumber.js in the bundles: the part of it that cuid2 calls, on Node's own integers. */
export default class BigNumber {
  readonly #value: bigint;

  constructor(value: number | bigint) {
    this.#value = BigInt(value);
  }

  multipliedBy(factor: number): BigNumber {
    return new BigNumber(this.#value * BigInt(factor));
  }

  plus(summand: number): BigNumber {
    return new BigNumber(this.#value + BigInt(summand));
  }

  toString(radix: number): string {
    return this.#value.toString(radix);
  }
}
