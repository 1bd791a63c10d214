import { describe, expect, test } from 'vitest';
import { arrivals } from './arrivals.ts';
import { Clock } from './clock.ts';
import { erlangC, meanWait } from './queueing-theory.ts';
import { seeded } from './random.ts';
import { Servers } from './servers.ts';

const END = 40_000;

/** Random arrivals at servers whose times are exponential, of a second in the mean. */
function run(count: number, load: number, seed = 1) {
  const clock = new Clock();
  const random = seeded(seed);
  const servers = new Servers(clock, count);
  let [arrived, stayed, present] = [0, 0, 0];
  arrivals(
    clock,
    random,
    () => load,
    load,
    () => {
      const came = clock.now;
      arrived += 1;
      servers.serve(random.exponential(1), () => {
        stayed += clock.now - came;
      });
    },
  );
  const look = () => {
    present += servers.present;
    clock.after(1, look);
  };
  clock.after(1, look);
  clock.runUntil(END);
  return { servers, arrived, meanStay: stayed / servers.served, meanPresent: present / END };
}

describe.for([
  [1, 0.5],
  [1, 0.8],
  [4, 3],
  [16, 12],
  [64, 40],
] as const)('%d servers under a load of %d', ([count, load]) => {
  const { servers, arrived, meanStay, meanPresent } = run(count, load);

  test('are waited for as long as theory says', () => {
    expect(Math.abs(servers.waited / servers.served - meanWait(count, load, 1))).toBeLessThan(
      0.1 * meanWait(count, load, 1) + 0.002,
    );
  });

  test('hold as many as come, times how long each stays: Little’s law', () => {
    const expected = (arrived / END) * meanStay;
    expect(Math.abs(meanPresent - expected) / expected).toBeLessThan(0.02);
  });

  test('work for as long as the load says', () => {
    expect(Math.abs(servers.worked / END - load) / load).toBeLessThan(0.03);
  });
});

test('with one server, who has to wait is as likely as it is busy', () => {
  expect(erlangC(1, 0.7)).toBeCloseTo(0.7);
});

test('who comes first is served first', () => {
  const clock = new Clock();
  const servers = new Servers(clock, 1);
  const served: string[] = [];
  servers.serve(3, () => served.push('first'));
  servers.serve(1, () => served.push('second'));
  servers.serve(0, () => served.push('third'));
  clock.runUntil(3.5);
  expect([served, servers.present]).toEqual([['first'], 2]);
  clock.runUntil(10);
  expect([served, servers.longestQueue]).toEqual([['first', 'second', 'third'], 2]);
});
