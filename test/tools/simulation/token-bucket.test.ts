import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('a bucket lets its size pass at once, and its rate after that', () => {
  const bucket = new TokenBucket(10, 25);
  const passing = (now: number) => Array.from({ length: 100 }, () => bucket.take(now)).filter(Boolean).length;
  expect([0, 0, 1, 1.5, 1_000].map(passing)).toEqual([25, 0, 10, 5, 25]);
  expect([bucket.passed, bucket.refused]).toEqual([65, 435]);
});

test('several pass together or not at all', () => {
  const bucket = new TokenBucket(1, 5);
  expect([bucket.take(0, 3), bucket.take(0, 3), bucket.take(0, 2)]).toEqual([true, false, true]);
});
