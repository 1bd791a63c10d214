import { expect, test } from 'vitest';
import { arrivals } from './arrivals.ts';
import { Clock } from './clock.ts';
import { PerSecond } from './per-second.ts';
import { seeded } from './random.ts';

const COUNT = 50_000;

function meanAndVariance(draw: () => number): [number, number] {
  const values = Array.from({ length: COUNT }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / COUNT];
}

test('a seed says all', () => {
  const draw = (seed: number) => {
    const { uniform, exponential, poisson } = seeded(seed);
    return [uniform(), exponential(3), poisson(100)];
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test.for([0.5, 20, 2_000])('events at a rate of %d are as many as that, and vary as much', (rate) => {
  const random = seeded(3);
  const [mean, variance] = meanAndVariance(() => random.poisson(rate));
  expect(Math.abs(mean - rate) / rate).toBeLessThan(0.02);
  expect(Math.abs(variance - rate) / rate).toBeLessThan(0.05);
  const [gap] = meanAndVariance(() => random.exponential(rate));
  expect(Math.abs(gap * rate - 1)).toBeLessThan(0.03);
});

test('arrivals follow the rate of each moment', () => {
  const clock = new Clock();
  let [early, late] = [0, 0];
  arrivals(
    clock,
    seeded(5),
    (now) => (now < 1_000 ? 2 : 10),
    10,
    () => {
      if (clock.now < 1_000) early += 1;
      else late += 1;
    },
  );
  clock.runUntil(2_000);
  expect(Math.abs(early / 2_000 - 1)).toBeLessThan(0.1);
  expect(Math.abs(late / 10_000 - 1)).toBeLessThan(0.05);
});

test('the second that has the most is known', () => {
  const clock = new Clock();
  const counter = new PerSecond(clock);
  for (const at of [0.1, 0.9, 1.2, 3.1, 3.2, 3.3, 4]) clock.after(at, () => counter.add());
  clock.runUntil(10);
  expect(counter.most).toBe(3);
});
