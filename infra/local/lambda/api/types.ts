import type { Api, FaultPlan, FaultScope } from '../../aws-api/types.ts';

/** Errors of Lambda's `Invoke`, by their name in `x-amzn-errortype`. */
export type InvokeErrorName =
  | 'AccessDeniedException'
  | 'InvalidParameterValueException'
  | 'InvalidRequestContentException'
  | 'RequestTooLargeException'
  | 'ResourceConflictException'
  | 'ResourceNotFoundException'
  | 'ResourceNotReadyException'
  | 'ServiceException'
  | 'TooManyRequestsException';

/** The parts of a call of `Invoke` that faults and the log use. */
export interface InvokeCall {
  /** The name of the function's bundle, such as `chat/answer`. */
  readonly functionName: string;
  readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  /** The event as JSON. */
  readonly payload: string;
}

/** Faults that a test injects. */
export interface InvokeFaultPlan extends FaultPlan<InvokeCall, InvokeErrorName> {
  /** Delivers an asynchronous call twice, as Lambda sometimes does; in addition to any other fault. */
  deliverTwice(options?: FaultScope<InvokeCall>): void;
}

/** Lambda's `Invoke` over HTTP, for `AWS_ENDPOINT_URL_LAMBDA`. */
export type LambdaApi = Api<InvokeCall, InvokeFaultPlan>;
