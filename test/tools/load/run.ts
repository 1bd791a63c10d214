import { drive, type Sample, warmUp } from './drive.ts';
import { countRows, Ledger, TABLES } from './ledger.ts';
import { typicalMix } from './mix.ts';
import type { LoadOptions } from './options.ts';
import { seed } from './seed.ts';
import { databaseSize, measureSizes, type Size } from './size.ts';
import { type Memory, type StandIn, startStandIn } from './stand-in.ts';

/** A periodic sample. */
interface Look extends Memory {
  /** Seconds after the run-in. */
  readonly at: number;
  /** Bytes. */
  readonly database: number;
}

/** The rows of a table that the responses promised, next to those that are there. */
interface Kept {
  readonly table: string;
  readonly promised: number;
  readonly found: number;
}

/** The results of a load. */
export interface LoadResult {
  readonly options: LoadOptions;
  readonly seedSeconds: number;
  readonly samples: readonly Sample[];
  readonly looks: readonly Look[];
  readonly sizes: { readonly seeded: readonly Size[]; readonly loaded: readonly Size[] };
  readonly kept: readonly Kept[];
  /** The functions' log lines about failures. */
  readonly logged: readonly string[];
}

/** The progress output of a load. */
export interface Progress {
  readonly bar: NodeJS.WritableStream;
  readonly line: (line: string) => void;
}

/** Samples of memory and size in a load. */
const LOOKS = 60;

/** Seeds a database, puts the load on the API, and examines both afterwards. */
export async function runLoad(options: LoadOptions, progress: Progress): Promise<LoadResult> {
  const standIn = await startStandIn();
  try {
    return await loadStandIn(standIn, options, progress);
  } finally {
    await standIn.stop();
  }
}

async function loadStandIn(standIn: StandIn, options: LoadOptions, progress: Progress): Promise<LoadResult> {
  const { url, userDataUrl } = standIn;
  const seedBegin = performance.now();
  const writers = await seed(userDataUrl, options, progress.bar);
  const seedSeconds = (performance.now() - seedBegin) / 1_000;
  const seeded = await measureSizes(userDataUrl, options);
  const before = await countRows(userDataUrl);

  const ledger = new Ledger();
  const mix = typicalMix(options, writers, ledger);
  await warmUp(url, mix);
  const looks: Look[] = [];
  let requests = 0;
  let failures = 0;
  const begin = performance.now();
  const look = async () => {
    const at = (performance.now() - begin) / 1_000 - options.runIn;
    looks.push({ at, ...(await standIn.memory()), database: await databaseSize(userDataUrl) });
    const when = at < 0 ? 'Run-in' : `${at.toFixed(0)} of ${options.seconds} s`;
    progress.line(`${when}: ${requests} requests, ${failures} failures`);
  };
  const looking = repeat(look, (options.seconds * 1_000) / LOOKS);
  const samples = await drive(url, mix, options, ({ failure }) => {
    requests += 1;
    if (failure !== undefined) failures += 1;
  });
  await looking.stop();
  await look();

  const after = await countRows(userDataUrl);
  const kept = TABLES.map((table) => ({
    table,
    promised: (before.get(table) ?? 0) + ledger.change(table),
    found: after.get(table) ?? 0,
  }));
  const loaded = await measureSizes(userDataUrl, options);
  const logged = await standIn.failures();
  return { options, seedSeconds, samples, looks, sizes: { seeded, loaded }, kept, logged };
}

/** Runs a callback repeatedly, never concurrently. */
function repeat(work: () => Promise<void>, milliseconds: number): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = work().finally(() => {
      isRunning = false;
    });
    running.catch(() => {});
  }, milliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
