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

it('starts each function at its own pace, until it is stopped', async () => {
  const calls: [name: string, event: unknown, options: unknown][] = [];
  const functions = {
    invokeEvent: (...call: [string, unknown, unknown]) => {
      calls.push(call);
      return 'request id';
    },
  };
  const started = () => calls.splice(0).map(([name]) => name);
  const running = startSchedules(functionsOn('schedule'), functions);
  vi.advanceTimersByTime(4 * MINUTE);
  expect(started()).toEqual([]);
  vi.advanceTimersByTime(MINUTE);
  expect(calls[0]).toEqual(['canary', {}, { timeoutMilliseconds: 4 * MINUTE }]);
  expect(started()).toEqual(['canary', 'census']);
  vi.advanceTimersByTime(54 * MINUTE);
  expect(started()).not.toContain('purge');
  vi.advanceTimersByTime(MINUTE);
  expect(started()).toContain('purge');

  await running.stop();
  vi.advanceTimersByTime(600 * MINUTE);
  expect(started()).toEqual([]);
});
