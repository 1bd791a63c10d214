import { ApiError } from '../../aws-api/errors.ts';
import { FaultOrders } from '../../aws-api/fault-orders.ts';
import { Faults } from '../../aws-api/faults.ts';
import type { FaultScope } from '../../aws-api/types.ts';
import type { InvokeCall, InvokeErrorName, InvokeFaultPlan } from './types.ts';

const statuses: Readonly<Record<InvokeErrorName, number>> = {
  AccessDeniedException: 403,
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  RequestTooLargeException: 413,
  ResourceConflictException: 409,
  ResourceNotFoundException: 404,
  ResourceNotReadyException: 502,
  ServiceException: 500,
  TooManyRequestsException: 429,
};

/** An error in the form that Lambda reports it. */
export function invokeError(name: InvokeErrorName, message: string): ApiError {
  const Type = statuses[name] < 500 ? 'User' : 'Service';
  return new ApiError(name, statuses[name], { Type, Message: message });
}

export class InvokeFaults extends Faults<InvokeCall, InvokeErrorName> implements InvokeFaultPlan {
  readonly #twice = new FaultOrders<InvokeCall, 'twice'>();

  deliverTwice(scope: FaultScope<InvokeCall> = {}): void {
    this.#twice.order('twice', scope);
  }

  override clear(): void {
    super.clear();
    this.#twice.clear();
  }

  /** The number of times that an asynchronous call is delivered to its function. */
  takeDeliveries(call: InvokeCall): 1 | 2 {
    return this.#twice.take(call).fault === undefined ? 1 : 2;
  }
}
