import { Faults } from '../aws-api/faults.ts';
import type { CallRequest, ErrorName, FaultPlan } from './types.ts';

const RESUMING =
  'The Aurora DB instance is resuming after being auto-paused. Please wait a few seconds and try again.';

/** The faults of the RDS Data API. */
export class DataApiFaults extends Faults<CallRequest, ErrorName> implements FaultPlan {
  /** The first call wakes the paused cluster, so the time starts then. */
  resume({ milliseconds }: { milliseconds: number }): void {
    let until: number | undefined;
    this.fail('DatabaseResumingException', {
      message: RESUMING,
      times: Number.POSITIVE_INFINITY,
      when: () => {
        until ??= Date.now() + milliseconds;
        return Date.now() < until;
      },
    });
  }
}
