import { expect, test } from 'vitest';
import { arrivals } from './arrivals.ts';
import { Clock } from './clock.ts';
import { Lambda } from './lambda.ts';
import { erlangB } from './queueing-theory.ts';
import { seeded } from './random.ts';

/** @returns how many of so many calls at once are not refused. */
function atOnce(lambda: Lambda, calls: number, name = 'a', isSynchronous = true): number {
  let begun = 0;
  for (let call = 0; call < calls; call += 1) lambda.invoke(name, isSynchronous, () => (begun += 1));
  return begun;
}

test.for([
  [1, 0.5],
  [5, 4],
  [20, 15],
] as const)('%d runs at a time refuse of a load of %d what theory says', ([concurrency, load]) => {
  const clock = new Clock();
  const random = seeded(7);
  const lambda = new Lambda(clock, concurrency);
  let calls = 0;
  arrivals(
    clock,
    random,
    () => load,
    load,
    () => {
      calls += 1;
      lambda.invoke('a', false, (_delay, end) => clock.after(random.exponential(1), end));
    },
  );
  clock.runUntil(40_000);
  expect(Math.abs(lambda.refused / calls - erlangB(concurrency, load))).toBeLessThan(0.01);
});

test('as many run at a time as the account may, and no more', () => {
  const lambda = new Lambda(new Clock(), 10);
  expect(atOnce(lambda, 30)).toBe(10);
  expect([lambda.refused, lambda.mostRunning]).toEqual([20, 10]);
});

test('what is reserved for one function is not there for the others', () => {
  const lambda = new Lambda(new Clock(), 100, { costly: 30 });
  expect(atOnce(lambda, 50, 'costly')).toBe(30);
  expect(atOnce(lambda, 200, 'other')).toBe(70);
});

test('however short the calls are, ten a second is the most for each run at a time', () => {
  const clock = new Clock();
  const lambda = new Lambda(clock, 10);
  let begun = 0;
  const call = (name: string, isSynchronous: boolean) =>
    lambda.invoke(name, isSynchronous, (_delay, end) => {
      begun += 1;
      end();
    });
  for (let count = 0; count < 500; count += 1) call('a', true);
  expect(begun).toBe(100);
  clock.runUntil(1);
  for (let count = 0; count < 500; count += 1) call('a', true);
  expect(begun).toBe(200);
  for (let count = 0; count < 500; count += 1) call('b', false);
  expect(begun).toBe(700);
});

test('a function gets a thousand new environments at once, and a hundred more each second', () => {
  const clock = new Clock();
  const lambda = new Lambda(clock, 100_000);
  expect(atOnce(lambda, 3_000)).toBe(1_000);
  clock.runUntil(5);
  expect(atOnce(lambda, 3_000)).toBe(500);
  expect(atOnce(lambda, 3_000, 'other')).toBe(1_000);
});

test('an environment starts cold once', () => {
  const clock = new Clock();
  const lambda = new Lambda(clock, 10);
  const delays: number[] = [];
  const call = () =>
    lambda.invoke('a', true, (delay, end) => {
      delays.push(delay);
      clock.after(1, end);
    });
  call();
  call();
  clock.runUntil(2);
  call();
  expect(delays).toEqual([0.5, 0.5, 0]);
  expect(lambda.coldStarts).toBe(2);
});
