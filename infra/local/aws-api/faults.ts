import type { ApiError } from './errors.ts';
import { FaultOrders, type Ordered } from './fault-orders.ts';
import type { FaultPlan, FaultScope } from './types.ts';

/** What to do to a call. */
export type Fault =
  | { readonly kind: 'fail'; readonly error: ApiError }
  | { readonly kind: 'loseAnswer' }
  | { readonly kind: 'cutConnection' };

/** Makes a service's error of its name. */
export type MakeError<ErrorName extends string> = (name: ErrorName, message: string) => ApiError;

/** The faults that any of AWS's APIs can have. */
export class Faults<Call, ErrorName extends string> implements FaultPlan<Call, ErrorName> {
  readonly #orders = new FaultOrders<Call, Fault>();
  readonly #makeError: MakeError<ErrorName>;

  constructor(makeError: MakeError<ErrorName>) {
    this.#makeError = makeError;
  }

  fail(
    error: ErrorName,
    { message = 'ordered fault', ...scope }: FaultScope<Call> & { message?: string } = {},
  ): void {
    this.#orders.order({ kind: 'fail', error: this.#makeError(error, message) }, scope);
  }

  loseAnswer(scope: FaultScope<Call> = {}): void {
    this.#orders.order({ kind: 'loseAnswer' }, scope);
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

  take(call: Call): Ordered<Fault> {
    return this.#orders.take(call);
  }
}
