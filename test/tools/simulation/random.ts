import { randomExponential, randomPoisson } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers, the same at every run with the same seed. */
export interface Random {
  /** From 0 up to 1, without it. */
  readonly uniform: () => number;
  /** The seconds until the next of events that come at this rate. */
  readonly exponential: (rate: number) => number;
  /** The number of events in a second, at this rate. */
  readonly poisson: (rate: number) => number;
}

export function seeded(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  const unit = randomExponential.source(uniform)(1);
  const poisson = randomPoisson.source(uniform);
  return { uniform, exponential: (rate) => unit() / rate, poisson: (rate) => poisson(rate)() };
}
