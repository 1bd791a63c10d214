import type {
  CallRequest,
  ErrorName,
  FaultPlan,
  FaultScope,
} from '../../../../infra/local/data-api/types.ts';

/** A column of the matrix: a fault of a Data API call. */
export interface MatrixFault {
  readonly name: string;
  /** True if the same request would succeed a little later, so that the client should be told to retry. */
  readonly passes: boolean;
  order(faults: FaultPlan, scope: FaultScope): void;
}

const failure =
  (passes: boolean) =>
  (name: ErrorName): MatrixFault => ({
    name,
    passes,
    order: (faults, scope) => faults.fail(name, scope),
  });

/** The Data API's errors by name. */
const refusals: readonly MatrixFault[] = [
  ...(
    [
      'DatabaseErrorException',
      'BadRequestException',
      'UnsupportedResultException',
      'InvalidSecretException',
      'SecretsErrorException',
      'HttpEndpointNotEnabledException',
      'AccessDeniedException',
      'ForbiddenException',
      'DatabaseNotFoundException',
      'TransactionNotFoundException',
    ] as const
  ).map(failure(false)),
  ...(
    [
      'DatabaseResumingException',
      'StatementTimeoutException',
      'InternalServerErrorException',
      'ServiceUnavailableError',
      'DatabaseUnavailableException',
      'ThrottlingException',
    ] as const
  ).map(failure(true)),
];

const breaks: readonly MatrixFault[] = [
  { name: 'reset before it ran', passes: true, order: (faults, scope) => faults.cutConnection(scope) },
  { name: 'reset after it ran', passes: true, order: (faults, scope) => faults.loseResponse(scope) },
  { name: 'truncated response', passes: true, order: (faults, scope) => faults.truncateResponse(scope) },
];

/** The faults that take no time. */
export const quickFaults: readonly MatrixFault[] = [...refusals, ...breaks];

/** Milliseconds. */
const LATENCY = 5_000;
const RESUMING = 15_000;

/** The faults that take time. They affect one call and end by themselves. */
export const slowFaults: readonly MatrixFault[] = [
  { name: '5 s latency', passes: true, order: (faults, scope) => faults.delay(LATENCY, scope) },
  { name: 'resuming for 15 s', passes: true, order: resumeFor(RESUMING) },
];

function resumeFor(milliseconds: number): MatrixFault['order'] {
  return (faults, { when = () => true }) => {
    let until: number | undefined;
    faults.fail('DatabaseResumingException', {
      times: Number.POSITIVE_INFINITY,
      // Affects the call that wakes the cluster, and all calls until it has resumed.
      when: (call) => {
        if (until === undefined && when(call)) until = Date.now() + milliseconds;
        return until !== undefined && Date.now() < until;
      },
    });
  };
}

/** Selects the `index`th call from now on and, if `isLasting`, all later ones. */
export function callsFrom(index: number, isLasting: boolean): FaultScope {
  let seen = 0;
  const when = (_call: CallRequest): boolean => {
    const position = seen++;
    return isLasting ? position >= index : position === index;
  };
  return { when, times: isLasting ? Number.POSITIVE_INFINITY : 1 };
}

/** Crashes of the function's process during a call. */
export function crashes(kill: () => void): readonly MatrixFault[] {
  const killing = ({ when = () => true, ...scope }: FaultScope): FaultScope => ({
    ...scope,
    when: (call) => {
      const isSelected = when(call);
      if (isSelected) kill();
      return isSelected;
    },
  });
  return [
    {
      name: 'killed before it ran',
      passes: true,
      order: (faults, scope) => faults.cutConnection(killing(scope)),
    },
    {
      name: 'killed after it ran',
      passes: true,
      order: (faults, scope) => faults.loseResponse(killing(scope)),
    },
  ];
}
