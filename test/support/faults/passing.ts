import type { CallRequest, FaultPlan, FaultScope } from '../../../infra/local/data-api/types.ts';

/** A transient fault of the Data API: a retry of the call would succeed. */
export interface PassingFault {
  readonly name: string;
  readonly order: (faults: FaultPlan, scope?: FaultScope) => void;
}

const failure = (name: Parameters<FaultPlan['fail']>[0]): PassingFault => ({
  name,
  order: (faults, scope) => faults.fail(name, scope),
});

export const passingFaults: readonly PassingFault[] = [
  failure('ThrottlingException'),
  failure('InternalServerErrorException'),
  failure('ServiceUnavailableError'),
  failure('DatabaseUnavailableException'),
  { name: 'cut before it ran', order: (faults, scope) => faults.cutConnection(scope) },
  { name: 'response lost', order: (faults, scope) => faults.loseResponse(scope) },
  { name: 'response truncated', order: (faults, scope) => faults.truncateResponse(scope) },
];

/** Selects the `index`th call of a kind from now on. */
export function nthCall(
  index: number,
  isOfKind: (call: CallRequest) => boolean = () => true,
): (call: CallRequest) => boolean {
  let seen = 0;
  return (call) => isOfKind(call) && seen++ === index;
}

/** Selects the first attempt of every call, not its retries. */
export function everyCallOnce(): (call: CallRequest) => boolean {
  const seen = new Set<string>();
  return ({ operation, sql = '' }) => {
    const sizeBefore = seen.size;
    return seen.add(`${operation} ${sql}`).size > sizeBefore;
  };
}
