import type { functionsOn } from '../../lib/contract/index.ts';
import type { FunctionHost } from './lambda/index.ts';

export interface Schedules {
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/**
 * Runs functions by the clock, as EventBridge does: the first time when the schedule's interval has passed,
 * asynchronously, so that only the log tells how it went. Keeps no process running.
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
