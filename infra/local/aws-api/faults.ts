import { FaultOrders, type Ordered } from './fault-orders.ts';
import type { FaultPlan, FaultScope } from './types.ts';

/** A fault to inject into a call. It can be sent from one thread to another. */
export type Fault<ErrorName extends string = string> =
  | { readonly kind: 'fail'; readonly error: ErrorName; readonly message: string }
  | { readonly kind: 'loseResponse' | 'truncateResponse' | 'cutConnection' };

/** Faults that can be injected into any of AWS's APIs. */
export class Faults<Call, ErrorName extends string> implements FaultPlan<Call, ErrorName> {
  readonly #orders: FaultOrders<Call, Fault<ErrorName>>;

  /** @param onChange called with whether any fault is left, whenever that may have changed. */
  constructor(onChange?: (isAnyLeft: boolean) => void) {
    this.#orders = new FaultOrders(onChange);
  }

  fail(
    error: ErrorName,
    { message = 'ordered fault', ...scope }: FaultScope<Call> & { message?: string } = {},
  ): void {
    this.#orders.order({ kind: 'fail', error, message }, scope);
  }

  loseResponse(scope: FaultScope<Call> = {}): void {
    this.#orders.order({ kind: 'loseResponse' }, scope);
  }

  truncateResponse(scope: FaultScope<Call> = {}): void {
    this.#orders.order({ kind: 'truncateResponse' }, scope);
  }

  cutConnection(scope: FaultScope<Call> = {}): void {
    this.#orders.order({ kind: 'cutConnection' }, scope);
  }

  delay(milliseconds: number, scope: FaultScope<Call> = {}): void {
    this.#orders.delay(milliseconds, scope);
  }

  clear(): void {
    this.#orders.clear();
  }

  take(call: Call): Ordered<Fault<ErrorName>> {
    return this.#orders.take(call);
  }
}
