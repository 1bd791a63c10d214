import { nthCall, type PassingFault, passingFaults } from '../faults.ts';
import type { Answer, TestSystem } from '../system.ts';

/** What befalls one call of a story. */
export interface Mishap {
  readonly name: string;
  readonly order: (api: TestSystem) => void;
}

const mends =
  (fault: PassingFault, index: number): Mishap['order'] =>
  ({ dataApi }) =>
    fault.order(dataApi.faults, { when: nthCall(index) });

/** Faults that the API mends by itself, and faults that last until the client has been told. */
export const mishaps: readonly Mishap[] = [
  ...passingFaults.flatMap((fault) =>
    [0, 1, 2, 3].map((index) => ({ name: `${fault.name} at call ${index + 1}`, order: mends(fault, index) })),
  ),
  // Not from the fourth on, an inbox's commit: when that stays unknown, messages may be given twice.
  ...[0, 1, 2].flatMap((index) =>
    (['AccessDeniedException', 'StatementTimeoutException', 'DatabaseErrorException'] as const).map(
      (name) => ({
        name: `${name} from call ${index + 1} on`,
        order: ({ dataApi }: TestSystem) => {
          let seen = 0;
          dataApi.faults.fail(name, { times: 1_000, when: () => seen++ >= index });
        },
      }),
    ),
  ),
];

/** Tells stories to a system, and counts. */
export class Teller {
  readonly api: TestSystem;
  calls = 0;
  /** Calls that were told an error, and made again. */
  retried = 0;
  mishaps = 0;

  constructor(api: TestSystem) {
    this.api = api;
  }

  /**
   * Makes a call, under a mishap, and when that was too much for it, again without. What the client was told an
   * error about must not have happened, so the second answer is as the first one should have been.
   */
  async call(mishap: Mishap | null, method: string, path: string, body?: object): Promise<Answer> {
    const { faults } = this.api.dataApi;
    this.calls += 1;
    if (mishap !== null) {
      this.mishaps += 1;
      mishap.order(this.api);
    }
    const first = await this.#send(method, path, body);
    faults.clear();
    if (first !== undefined && first.status < 500) return first;
    if (mishap === null) throw new Error(`${method} ${path} failed: ${JSON.stringify(first?.body)}`);
    this.retried += 1;
    return this.api.call(method, `/v2${path}`, body);
  }

  /** @returns undefined when the answer broke off. */
  async #send(method: string, path: string, body?: object): Promise<Answer | undefined> {
    try {
      return await this.api.call(method, `/v2${path}`, body);
    } catch {
      return undefined;
    }
  }
}
