import { expect } from 'vitest';
import type { CallRequest, FaultPlan } from '../../../infra/local/data-api/types.ts';

/** A call of the Data API that is held until it is released. */
export interface HeldCall {
  /** Resolves when the call has arrived. */
  arrived(): Promise<void>;
  release(): void;
}

/**
 * Holds calls, as a resuming cluster does, so that a test can act between two calls of one request.
 *
 * @param isHeldCall called once for each call, including retries.
 */
export function holdCall(faults: FaultPlan, isHeldCall: (call: CallRequest) => boolean): HeldCall {
  let hasArrived = false;
  let isHeld = true;
  faults.fail('DatabaseResumingException', {
    times: 1_000,
    when: (call) => {
      const isNow = isHeld && isHeldCall(call);
      hasArrived ||= isNow;
      return isNow;
    },
  });
  return {
    arrived: async () => {
      await expect.poll(() => hasArrived, { timeout: 20_000 }).toBe(true);
    },
    release: () => {
      isHeld = false;
    },
  };
}

/** Selects all calls of a kind but the first. */
export function allButTheFirst(isOfKind: (call: CallRequest) => boolean): (call: CallRequest) => boolean {
  let seen = 0;
  return (call) => isOfKind(call) && seen++ > 0;
}
