import type { ChatSystem } from '../chat/system.ts';
import { nthCall, type PassingFault, passingFaults } from '../faults/passing.ts';
import type { TestResponse, TestSystem } from '../system/system.ts';

/** A fault in one call of a story. */
export interface StoryFault {
  readonly name: string;
  readonly order: (api: TestSystem) => void;
}

const passing =
  (fault: PassingFault, index: number): StoryFault['order'] =>
  ({ dataApi }) =>
    fault.order(dataApi.faults, { when: nthCall(index) });

/** Faults from which the API recovers by itself. */
export const transientFaults: readonly StoryFault[] = passingFaults.flatMap((fault) =>
  [0, 1, 2, 3].map((index) => ({ name: `${fault.name} at call ${index + 1}`, order: passing(fault, index) })),
);

/** The same, and faults that last until the client gets an error. */
export const storyFaults: readonly StoryFault[] = [
  ...transientFaults,
  // Not from the fourth call on, an inbox's commit: an open transaction keeps its messages until its idle timeout.
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

/** Method, path after `/v2`, body and headers. */
export type Request = readonly [
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
];

/** Runs stories on a system, and counts calls and faults. */
export class Teller {
  readonly api: ChatSystem;
  calls = 0;
  /** Calls that returned an error and were retried. */
  retried = 0;
  storyFaults = 0;

  constructor(api: ChatSystem) {
    this.api = api;
  }

  /**
   * Makes a call with a fault and, if it fails, retries it without. A call that returned an error must not have taken
   * effect, so the retry returns what the first attempt should have returned.
   */
  async call(fault: StoryFault | null, ...request: Request): Promise<TestResponse> {
    const first = await this.under(fault, () => this.#send(request));
    if (first !== undefined && first.status < 500) return first;
    const [method, path] = request;
    if (fault === null) throw new Error(`${method} ${path} failed: ${JSON.stringify(first?.body)}`);
    this.retried += 1;
    return this.#ask(request);
  }

  /** Runs a call to the API with a fault. */
  async under<Result>(fault: StoryFault | null, task: () => Promise<Result>): Promise<Result> {
    this.calls += 1;
    if (fault !== null) {
      this.storyFaults += 1;
      fault.order(this.api);
    }
    try {
      return await task();
    } finally {
      this.api.dataApi.faults.clear();
    }
  }

  /** @returns undefined when the response was cut off. */
  #send(request: Request): Promise<TestResponse | undefined> {
    return this.#ask(request).catch(() => undefined);
  }

  #ask([method, path, body, headers]: Request): Promise<TestResponse> {
    return this.api.call(method, `/v2${path}`, body, headers);
  }
}
