import type { ChatSystem } from '../chat/system.ts';
import { nthCall, type PassingFault, passingFaults } from '../faults/passing.ts';
import type { Answer, TestSystem } from '../system/system.ts';

/** What befalls one call of a story. */
export interface Mishap {
  readonly name: string;
  readonly order: (api: TestSystem) => void;
}

const mends =
  (fault: PassingFault, index: number): Mishap['order'] =>
  ({ dataApi }) =>
    fault.order(dataApi.faults, { when: nthCall(index) });

/** Faults that the API mends by itself. */
export const mendedMishaps: readonly Mishap[] = passingFaults.flatMap((fault) =>
  [0, 1, 2, 3].map((index) => ({ name: `${fault.name} at call ${index + 1}`, order: mends(fault, index) })),
);

/** The same, and faults that last until the client has been told. */
export const mishaps: readonly Mishap[] = [
  ...mendedMishaps,
  // Not from the fourth on, an inbox's commit: what can't be ended keeps its messages until it has been idle for long.
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

/** Method, path behind `/v2`, body and headers. */
export type Request = readonly [
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
];

/** Tells stories to a system, and counts. */
export class Teller {
  readonly api: ChatSystem;
  calls = 0;
  /** Calls that were told an error, and made again. */
  retried = 0;
  mishaps = 0;

  constructor(api: ChatSystem) {
    this.api = api;
  }

  /**
   * Makes a call, under a mishap, and when that was too much for it, again without. What the client was told an
   * error about must not have happened, so the second answer is as the first one should have been.
   */
  async call(mishap: Mishap | null, ...request: Request): Promise<Answer> {
    const first = await this.under(mishap, () => this.#send(request));
    if (first !== undefined && first.status < 500) return first;
    const [method, path] = request;
    if (mishap === null) throw new Error(`${method} ${path} failed: ${JSON.stringify(first?.body)}`);
    this.retried += 1;
    return this.#ask(request);
  }

  /** Does what is a call to the API under a mishap. */
  async under<Result>(mishap: Mishap | null, work: () => Promise<Result>): Promise<Result> {
    this.calls += 1;
    if (mishap !== null) {
      this.mishaps += 1;
      mishap.order(this.api);
    }
    try {
      return await work();
    } finally {
      this.api.dataApi.faults.clear();
    }
  }

  /** @returns undefined when the answer broke off. */
  #send(request: Request): Promise<Answer | undefined> {
    return this.#ask(request).catch(() => undefined);
  }

  #ask([method, path, body, headers]: Request): Promise<Answer> {
    return this.api.call(method, `/v2${path}`, body, headers);
  }
}
