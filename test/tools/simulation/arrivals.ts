import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/**
 * Lets something arrive at random times, independently.
 *
 * @param rateAt arrivals a second, at each time.
 * @param highest what that never exceeds.
 */
export function arrivals(
  clock: Clock,
  random: Random,
  rateAt: (now: number) => number,
  highest: number,
  arrive: () => void,
): void {
  const next = () =>
    clock.after(random.exponential(highest), () => {
      // Of the arrivals at the highest rate, those of this moment's rate are kept.
      if (random.uniform() * highest < rateAt(clock.now)) arrive();
      next();
    });
  if (highest > 0) next();
}
