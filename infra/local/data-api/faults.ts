import { FaultOrders, type Ordered } from '../aws-api/fault-orders.ts';
import { DataApiError } from './errors.ts';
import type { CallRequest, ErrorName, FaultPlan, FaultScope } from './types.ts';

/** What to do to a call. */
export type Fault =
  | { kind: 'fail'; error: DataApiError }
  | { kind: 'loseAnswer' }
  | { kind: 'cutConnection' }
  | { kind: 'truncateAnswer' };

const RESUMING =
  'The Aurora DB instance is resuming after being auto-paused. Please wait a few seconds and try again.';

/** The faults ordered and not yet used up. */
export class Faults implements FaultPlan {
  readonly #orders = new FaultOrders<CallRequest, Fault>();
  #resume: { milliseconds: number; until?: number } | undefined;

  fail(
    error: ErrorName,
    { message = 'ordered fault', ...scope }: FaultScope & { message?: string } = {},
  ): void {
    this.#orders.order({ kind: 'fail', error: new DataApiError(error, message) }, scope);
  }

  loseAnswer(scope: FaultScope = {}): void {
    this.#orders.order({ kind: 'loseAnswer' }, scope);
  }

  cutConnection(scope: FaultScope = {}): void {
    this.#orders.order({ kind: 'cutConnection' }, scope);
  }

  truncateAnswer(scope: FaultScope = {}): void {
    this.#orders.order({ kind: 'truncateAnswer' }, scope);
  }

  delay(milliseconds: number, scope: FaultScope = {}): void {
    this.#orders.delay(milliseconds, scope);
  }

  resume({ milliseconds }: { milliseconds: number }): void {
    this.#resume = { milliseconds };
  }

  clear(): void {
    this.#orders.clear();
    this.#resume = undefined;
  }

  take(call: CallRequest): Ordered<Fault> {
    const resuming = this.#resuming();
    if (resuming) return { milliseconds: 0, fault: { kind: 'fail', error: resuming } };
    return this.#orders.take(call);
  }

  /** The first call wakes a paused cluster, so the time runs from there. */
  #resuming(): DataApiError | undefined {
    if (!this.#resume) return undefined;
    const now = Date.now();
    this.#resume.until ??= now + this.#resume.milliseconds;
    if (now < this.#resume.until) return new DataApiError('DatabaseResumingException', RESUMING);
    this.#resume = undefined;
    return undefined;
  }
}
