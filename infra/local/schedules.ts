import type { functionsOn } from '../../lib/contract/index.ts';
import type { FunctionHost } from './lambda/index.ts';

export interface Schedules {
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/**
 * Runs functions on their schedules, as EventBridge does: for the first time after one interval, and asynchronously, so
 * that the outcome is in the log only. It does not keep the process running.
 */
export function startSchedules(
  schedules: ReturnType<typeof functionsOn<'schedule'>>,
  functions: Pick<FunctionHost, 'invokeEvent'>,
): Schedules {
  const timers = schedules.map(({ name, trigger, timeoutSeconds }) => {
    const run = () => functions.invokeEvent(name, {}, { timeoutMilliseconds: timeoutSeconds * 1_000 });
    return setInterval(run, trigger.everyMinutes * MINUTE).unref();
  });
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
