import { planFor } from '../../../infra/capacity/plan.ts';
import { CONCURRENCY, NEW_SOCKETS, THROTTLE } from '../../../infra/capacity/quotas.ts';
import { stages } from '../../../infra/stages.ts';
import type { AccountLimits } from './account.ts';

/** An account with AWS's defaults, whose stage is made for so many users and reserves nothing. */
export function limitsFor(users: number): AccountLimits {
  const { throttle, database } = planFor(users, stages.prod.database.pausesAfterMinutes);
  return {
    gatewayRate: THROTTLE.default,
    newSocketsRate: NEW_SOCKETS.default,
    concurrency: CONCURRENCY.default,
    reserved: {},
    stageThrottle: throttle,
    capacity: database.maximumCapacity,
  };
}
