import { expect } from 'vitest';
import type { CallRequest, FaultPlan } from '../../../infra/local/data-api/types.ts';

/** A call of the Data API that waits until it is let go. */
export interface HeldCall {
  /** Resolves once the call has come. */
  arrived(): Promise<void>;
  letGo(): void;
}

/**
 * Holds calls back, as a resuming cluster does, so that a test can act between two calls of one request.
 *
 * @param isMeant asked once for each call that comes, resent ones included.
 */
export function holdCall(faults: FaultPlan, isMeant: (call: CallRequest) => boolean): HeldCall {
  let hasArrived = false;
  let isHeld = true;
  faults.fail('DatabaseResumingException', {
    times: 1_000,
    when: (call) => {
      const isNow = isHeld && isMeant(call);
      hasArrived ||= isNow;
      return isNow;
    },
  });
  return {
    arrived: async () => {
      await expect.poll(() => hasArrived, { timeout: 20_000 }).toBe(true);
    },
    letGo: () => {
      isHeld = false;
    },
  };
}

/** Picks all calls of a kind but the first. */
export function allButTheFirst(isOfKind: (call: CallRequest) => boolean): (call: CallRequest) => boolean {
  let seen = 0;
  return (call) => isOfKind(call) && seen++ > 0;
}
