import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { largestShare } from './cells.ts';
import { replayDay } from './day.ts';
import { limitsFor } from './limits.ts';
import { replayPeak } from './peak.ts';
import { quotasTable } from './tables.ts';

const SEED = 9;
const USERS = 200_000;
const limits = limitsFor(USERS);
const peak = (change: Partial<typeof limits> = {}) => replayPeak(USERS, { ...limits, ...change }, SEED);

test('a peak that fits is refused nothing, and is the same at every run', () => {
  const once = peak();
  expect(Object.values(once.refused)).toEqual([0, 0, 0, 0]);
  expect(peak()).toEqual(once);
});

test.for([
  ['throttle of the stage', { stageThrottle: { rate: 20, burst: 20 } }],
  ['Throttle rate', { gatewayRate: 60 }],
  ['WebSocket new connections rate', { newSocketsRate: 0.01 }],
  ['Concurrent executions', { concurrency: 4 }],
] as const)('what is too little is what refuses: %s', ([name, change]) => {
  const { refused } = peak(change);
  const others = Object.entries(refused).filter(([other]) => other !== name);
  expect(refused[name]).toBeGreaterThan(0);
  expect(others.map(([, count]) => count)).toEqual([0, 0, 0]);
});

test('a database that is too small makes calls wait', () => {
  const small = replayPeak(2_000_000, { ...limitsFor(2_000_000), capacity: 2 }, SEED);
  const large = replayPeak(2_000_000, limitsFor(2_000_000), SEED);
  expect(small.p99).toBeGreaterThan(large.p99);
  expect(small.longestQueue).toBeGreaterThan(large.longestQueue);
});

test('a day has as many calls as its users make', () => {
  const { calls, busiestSecond, refused } = replayDay(USERS, 10_000, SEED);
  expect(Math.abs(calls / (USERS * 6.315 * 1.3) - 1)).toBeLessThan(0.01);
  expect(busiestSecond).toBeGreaterThan(calls / 86_400);
  expect(refused).toBe(0);
  expect(replayDay(USERS, 50, SEED).refused).toBeGreaterThan(0);
});

test('the largest cell has a little more than its share', () => {
  expect(largestShare(1_000, 1)).toBe(1_000);
  expect(largestShare(10_000_000, 4)).toBeGreaterThan(2_500_000);
  expect(largestShare(10_000_000, 4)).toBeLessThan(2_520_000);
});

test('infra/cells.md says for how many users each quota is enough: npm run simulate', () => {
  expect(readFileSync('infra/cells.md', 'utf8')).toContain(quotasTable());
});
