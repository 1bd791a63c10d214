import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSchedules } from '../../../infra/local/schedules.ts';
import { functionsOn } from '../../../lib/contract/index.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('purges every hour, until it is stopped', async () => {
  const calls: unknown[] = [];
  const functions = {
    invokeEvent: (...call: unknown[]) => {
      calls.push(call);
      return 'request id';
    },
  };
  const purging = ['purge', {}, { timeoutMilliseconds: 10 * MINUTE }];
  const running = startSchedules(functionsOn('schedule'), functions);
  vi.advanceTimersByTime(59 * MINUTE);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(MINUTE);
  expect(calls).toEqual([purging]);
  vi.advanceTimersByTime(60 * MINUTE);
  expect(calls).toEqual([purging, purging]);

  await running.stop();
  vi.advanceTimersByTime(600 * MINUTE);
  expect(calls).toHaveLength(2);
});
