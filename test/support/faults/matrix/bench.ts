import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan } from '../../../../infra/local/data-api/types.ts';
import { type ChatSystem, startChatSystem } from '../../chat/system.ts';

type Options = NonNullable<Parameters<typeof startChatSystem>[1]>;

/** A system for one cell after another, which knows when it is idle. */
export interface Bench extends AsyncDisposable {
  readonly system: ChatSystem;
  /** Replaces the ordered faults. */
  readonly orderFaults: (order?: (faults: FaultPlan) => void) => void;
  /** Waits until no call of the Data API is in progress, and no transaction holds row locks. */
  readonly settle: () => Promise<void>;
}

let starting: Promise<unknown> = Promise.resolve();

/** Starts benches one after another, because each start needs the processor. */
export function startBench(options: Options = {}): Promise<Bench> {
  const bench = starting.then(() => start(options));
  starting = bench.catch(() => undefined);
  return bench;
}

async function start(options: Options): Promise<Bench> {
  let begun = 0;
  let ended = 0;
  const system = await startChatSystem(
    { OPENAI_TIMEOUT: 20_000, RATE_LIMIT_WEB_PER_DAY: 10_000 },
    { ...options, dataApi: { ...options.dataApi, onCall: () => void (ended += 1) } },
  );
  const { faults } = system.dataApi;
  const orderFaults: Bench['orderFaults'] = (order) => {
    faults.clear();
    faults.delay(0, { when: () => (begun += 1) < 0 });
    order?.(faults);
  };
  // The calls of the start have ended, but may not all have been reported.
  await sleep(50);
  ended = 0;
  orderFaults();
  return {
    system,
    orderFaults,
    settle: async () => {
      const until = Date.now() + SETTLE_TIMEOUT;
      for (let quiet = 0; quiet < 2; ) {
        if (Date.now() > until) throw new Error('The system does not become idle.');
        const isQuiet = begun <= ended && !(await holdsRows(system));
        quiet = isQuiet && begun <= ended ? quiet + 1 : 0;
        await sleep(isQuiet ? 5 : 20);
      }
    },
    [Symbol.asyncDispose]: () => system.stop(),
  };
}

/** Milliseconds. */
const SETTLE_TIMEOUT = 30_000;

async function holdsRows({ userData }: ChatSystem): Promise<boolean> {
  const { rowCount } = await userData.query(
    `select from pg_stat_activity
     where datname = current_database() and state like 'idle in transaction%' and backend_xid is not null`,
  );
  return rowCount !== 0;
}
