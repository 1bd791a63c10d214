import type { FaultScope } from './types.ts';

interface Order<Call, Fault> {
  /** Absent for a delay. */
  readonly fault?: Fault;
  readonly milliseconds: number;
  readonly when: (call: Call) => boolean;
  left: number;
}

/** The faults injected into one call: the sum of its delays, and at most one other fault. */
export interface Ordered<Fault> {
  readonly milliseconds: number;
  readonly fault: Fault | undefined;
}

/** The faults that were ordered and are not used up, oldest first. */
export class FaultOrders<Call, Fault> {
  #orders: Order<Call, Fault>[] = [];
  readonly #onChange: (isAnyLeft: boolean) => void;

  /** @param onChange called with whether any fault is left, whenever that may have changed. */
  constructor(onChange: (isAnyLeft: boolean) => void = () => {}) {
    this.#onChange = onChange;
  }

  order(fault: Fault, scope: FaultScope<Call>): void {
    this.#add({ fault, milliseconds: 0 }, scope);
  }

  delay(milliseconds: number, scope: FaultScope<Call>): void {
    this.#add({ milliseconds }, scope);
  }

  clear(): void {
    this.#keep([]);
  }

  /** Takes the faults ordered for a call: every delay that matches it, and the first other fault that does. */
  take(call: Call): Ordered<Fault> {
    let milliseconds = 0;
    let fault: Fault | undefined;
    for (const order of this.#orders) {
      const isDelay = order.fault === undefined;
      if ((fault !== undefined && !isDelay) || !order.when(call)) continue;
      order.left -= 1;
      milliseconds += order.milliseconds;
      fault ??= order.fault;
    }
    this.#keep(this.#orders.filter(({ left }) => left > 0));
    return { milliseconds, fault };
  }

  #add(
    what: { fault?: Fault; milliseconds: number },
    { times = 1, when = () => true }: FaultScope<Call>,
  ): void {
    this.#keep([...this.#orders, { ...what, when, left: times }]);
  }

  #keep(orders: Order<Call, Fault>[]): void {
    this.#orders = orders;
    this.#onChange(orders.length > 0);
  }
}
