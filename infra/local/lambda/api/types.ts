import type { Api, FaultPlan, FaultScope } from '../../aws-api/types.ts';

/** Errors of Lambda's `Invoke`, by the name that `x-amzn-errortype` carries. */
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

/** What a call of `Invoke` asks for, as far as a fault or the log wants to know. */
export interface InvokeCall {
  /** The function's name as its bundle's, such as `chat/answer`. */
  readonly functionName: string;
  readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  /** The event as JSON. */
  readonly payload: string;
}

/** Faults that a test orders. */
export interface InvokeFaultPlan extends FaultPlan<InvokeCall, InvokeErrorName> {
  /** Runs an asynchronous call's function twice, as Lambda now and then does; on top of any other fault. */
  deliverTwice(options?: FaultScope<InvokeCall>): void;
}

/** Lambda's `Invoke` over HTTP, for `AWS_ENDPOINT_URL_LAMBDA`. */
export type LambdaApi = Api<InvokeCall, InvokeFaultPlan>;
