import { DataApiError } from './errors.ts';
import type { CallRequest, ErrorName, FaultPlan, FaultScope } from './types.ts';

/** What to do to a call. */
export type Fault =
  | { kind: 'fail'; error: DataApiError }
  | { kind: 'loseAnswer' }
  | { kind: 'cutConnection' }
  | { kind: 'truncateAnswer' }
  | { kind: 'delay'; milliseconds: number };

interface Order {
  fault: Fault;
  left: number;
  when: (call: CallRequest) => boolean;
}

const RESUMING =
  'The Aurora DB instance is resuming after being auto-paused. Please wait a few seconds and try again.';

/** The faults ordered and not yet used up. */
export class Faults implements FaultPlan {
  #orders: Order[] = [];
  #resume: { milliseconds: number; until?: number } | undefined;

  fail(
    error: ErrorName,
    { message = 'ordered fault', ...scope }: FaultScope & { message?: string } = {},
  ): void {
    this.#order({ kind: 'fail', error: new DataApiError(error, message) }, scope);
  }

  loseAnswer(scope: FaultScope = {}): void {
    this.#order({ kind: 'loseAnswer' }, scope);
  }

  cutConnection(scope: FaultScope = {}): void {
    this.#order({ kind: 'cutConnection' }, scope);
  }

  truncateAnswer(scope: FaultScope = {}): void {
    this.#order({ kind: 'truncateAnswer' }, scope);
  }

  delay(milliseconds: number, scope: FaultScope = {}): void {
    this.#order({ kind: 'delay', milliseconds }, scope);
  }

  resume({ milliseconds }: { milliseconds: number }): void {
    this.#resume = { milliseconds };
  }

  clear(): void {
    this.#orders = [];
    this.#resume = undefined;
  }

  /** Takes what is ordered for a call: every delay that fits, and the first other fault. */
  take(call: CallRequest): { milliseconds: number; fault: Fault | undefined } {
    const resuming = this.#resuming();
    if (resuming) return { milliseconds: 0, fault: { kind: 'fail', error: resuming } };
    let milliseconds = 0;
    let fault: Fault | undefined;
    for (const order of this.#orders) {
      const isDelay = order.fault.kind === 'delay';
      if ((fault && !isDelay) || !order.when(call)) continue;
      order.left -= 1;
      if (order.fault.kind === 'delay') milliseconds += order.fault.milliseconds;
      else fault = order.fault;
    }
    this.#orders = this.#orders.filter(({ left }) => left > 0);
    return { milliseconds, fault };
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

  #order(fault: Fault, { times = 1, when = () => true }: FaultScope): void {
    this.#orders.push({ fault, left: times, when });
  }
}
