import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandOf } from '../../../infra/capacity/demand.ts';
import { type Plan, planFor } from '../../../infra/capacity/plan.ts';
import { MAX_CAPACITY } from '../../../infra/capacity/quotas.ts';
import { planner } from '../../../infra/capacity/usage.ts';
import { functions } from '../../../lib/contract/functions.ts';

/** Lambda takes ten calls a second for each run at a time. */
const CALLS_PER_RUN = 10;

const users = fc.integer({ min: 1, max: 100_000_000 });
const plan = (count: number) => planFor(count, 30);
const needed = ({ quotas }: Plan, name: string) =>
  quotas.find(({ quota }) => quota.name === name)?.needed ?? 0;
const sum = (counts: object) => Object.values(counts).reduce((total, count) => total + count, 0);

test('an answer is posted as often as the chat lets it', () => {
  const source = readFileSync('lib/ai/chat/throttle.ts', 'utf8');
  expect(source).toContain(`const INTERVAL = ${Math.round(1_000 / planner.postsASecond)};`);
});

test('the busiest second fits into the throttle, twice over', () => {
  fc.assert(
    fc.property(users, (count) => {
      const { throttle } = plan(count);
      expect(throttle.rate).toBeGreaterThanOrEqual(2 * demandOf(count).calls.peak);
      expect(throttle.burst).toBeLessThanOrEqual(2 * throttle.rate);
    }),
  );
});

test('what is reserved for a function carries its calls, by how many there are and by how long they last', () => {
  fc.assert(
    fc.property(users, (count) => {
      const { reserved } = plan(count);
      for (const { name, rate, seconds } of demandOf(count).functions) {
        if (reserved[name] === undefined) continue;
        // Asynchronous invocations are bounded by their duration alone.
        const forRate = name === 'chat/answer' ? 0 : rate.peak / CALLS_PER_RUN;
        expect(reserved[name]).toBeGreaterThanOrEqual(Math.max(rate.peak * seconds, forRate));
      }
    }),
  );
});

test('something is reserved for every function whose calls cost much, and the account has room beside it', () => {
  const costly = functions.filter(({ concurrency }) => concurrency !== 'unreserved').map(({ name }) => name);
  fc.assert(
    fc.property(users, (count) => {
      const made = plan(count);
      expect(Object.keys(made.reserved).toSorted()).toEqual(costly.toSorted());
      expect(needed(made, 'Concurrent executions')).toBeGreaterThanOrEqual(sum(made.reserved) + 100);
    }),
  );
});

test('more users never get less', () => {
  fc.assert(
    fc.property(users, users, (one, other) => {
      const [less, more] = [plan(Math.min(one, other)), plan(Math.max(one, other))];
      expect(more.throttle.rate).toBeGreaterThanOrEqual(less.throttle.rate);
      expect(more.database.minimumCapacity).toBeGreaterThanOrEqual(less.database.minimumCapacity);
      expect(more.database.maximumCapacity).toBeGreaterThanOrEqual(less.database.maximumCapacity);
      expect(sum(more.provisioned)).toBeGreaterThanOrEqual(sum(less.provisioned));
      expect(more.cells).toBeGreaterThanOrEqual(less.cells);
      for (const { quota } of less.quotas) {
        expect(needed(more, quota.name)).toBeGreaterThanOrEqual(needed(less, quota.name));
      }
    }),
  );
});

test('capacities are those that Aurora has', () => {
  fc.assert(
    fc.property(users, (count) => {
      const { minimumCapacity, maximumCapacity } = plan(count).database;
      expect([minimumCapacity * 2, maximumCapacity * 2]).toSatisfy((halves: number[]) =>
        halves.every(Number.isInteger),
      );
      expect(minimumCapacity).toBeLessThanOrEqual(maximumCapacity);
      expect(maximumCapacity).toBeLessThanOrEqual(MAX_CAPACITY);
    }),
  );
});

test('a database that would sleep much of the day may, and another is never woken', () => {
  expect(plan(10).database.minimumCapacity).toBe(0);
  expect(plan(1_000).database.minimumCapacity).toBe(0.5);
});

test('environments are kept warm only for what is busy all night', () => {
  expect(plan(100_000).provisioned).toEqual({});
  const { provisioned } = plan(100_000_000);
  expect(Object.keys(provisioned)).toContain('user/put');
  for (const { name, rate, seconds } of demandOf(100_000_000).functions) {
    expect(provisioned[name] ?? 0).toBeLessThanOrEqual(rate.trough * seconds);
  }
});

test('logs of many users are kept for fewer days', () => {
  expect([1_000, 100_000, 3_000_000, 10_000_000].map((count) => plan(count).logDays)).toEqual([
    90, 90, 30, 7,
  ]);
});

test('an account as AWS gives it to anyone who asks is enough for a million users', () => {
  for (const count of [10_000, 100_000, 1_000_000]) {
    for (const { quota, needed: least } of plan(count).quotas) {
      expect([count, quota.name, least]).toEqual([
        count,
        quota.name,
        expect.toSatisfy(() => least <= quota.default),
      ]);
    }
  }
});

test('ten million users need more than AWS gives, in one account', () => {
  const made = plan(10_000_000);
  expect(
    made.quotas.filter(({ quota, needed: least }) => least > quota.default).map(({ quota }) => quota.name),
  ).toEqual(['Throttle rate', 'Concurrent executions']);
  expect(made.cells).toBe(1);
});

test('a hundred million users need more than one cluster', () => {
  expect(plan(100_000_000).cells).toBeGreaterThan(1);
});
