import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Bench } from './bench.ts';
import type { Caller, MatrixCall } from './call.ts';
import { callsFrom, type MatrixFault } from './faults.ts';
import type { Reply } from './reply.ts';
import { isSame, type Snapshot, takeSnapshot, wipe } from './snapshot.ts';

interface Outcome {
  readonly reply: Reply;
  readonly state: Snapshot;
}

/** The outcome of a call without faults. */
export interface Recording {
  readonly before: Snapshot;
  readonly once: Outcome;
  /** The outcome when the client repeats the call. */
  readonly twice: Outcome;
  /** The calls of the Data API that the first call makes. */
  readonly dataApiCalls: readonly string[];
}

export async function record(bench: Bench, call: MatrixCall): Promise<Recording> {
  const caller = await setUp(bench, call);
  const before = await takeSnapshot(bench.system, call);
  bench.system.dataApi.calls.clear();
  const once = await outcome(bench, call, caller);
  const dataApiCalls = bench.system.dataApi.calls.entries.map(({ operation }) => operation);
  const twice = await outcome(bench, call, caller);
  await caller.leave?.();
  return { before, once, twice, dataApiCalls };
}

/**
 * `told`: the client got an error, and nothing had changed. `done`: it got an error, although the call had taken
 * effect, which cannot be known when the response to every attempt is lost; the retry changed nothing more. `again`:
 * the same for a call that creates something whose id the client does not choose: the retry created another. `left`:
 * what was handed out is still there.
 */
export type Verdict = 'completed' | 'told' | 'done' | 'again' | 'left';

export interface Cell {
  readonly fault: MatrixFault;
  /** The index of the Data API call with the fault. */
  readonly index: number;
  /** True if all later calls have it too. */
  readonly isLasting: boolean;
}

/** Makes a call with a fault, then repeats it without. @throws Error when a guarantee is broken. */
export async function runCell(
  bench: Bench,
  call: MatrixCall,
  recording: Recording,
  { fault, index, isLasting }: Cell,
): Promise<Verdict> {
  const { once, twice } = recording;
  const caller = await setUp(bench, call);
  bench.orderFaults((faults) => fault.order(faults, callsFrom(index, isLasting)));
  const reply = await inTime(caller.send());
  bench.orderFaults();
  await bench.settle();
  const state = await takeSnapshot(bench.system, call);

  const isCompleted = isDeepStrictEqual(reply, once.reply);
  if (!isCompleted) checkFailure(reply, fault);
  const judged = judge(isCompleted, state, recording, call.kind);
  const verdict = judged === 'done' && !isSame(once.state, twice.state) ? 'again' : judged;
  const isOver = isLasting || isCrash(fault);
  if (verdict === 'left' && call.kind === 'handing out' && !isOver)
    throw broken('What was handed out is still there', state, once.state);
  if (verdict !== 'completed') {
    await call.beforeRetry?.(bench.system);
    const retried = await outcome(bench, call, caller);
    const expected = verdict === 'done' || verdict === 'again' ? twice : once;
    if (!isDeepStrictEqual(retried, expected)) throw broken('The retry went wrong', retried, expected);
  }
  await caller.leave?.();
  return verdict;
}

function judge(
  isCompleted: boolean,
  state: Snapshot,
  { before, once }: Recording,
  kind: MatrixCall['kind'],
): Verdict {
  if (isCompleted && isSame(state, once.state)) return 'completed';
  if (isSame(state, before)) {
    if (!isCompleted) return 'told';
    if (kind === 'handing out' || kind === 'answering') return 'left';
    throw broken('The call succeeded, but nothing has changed', state, once.state);
  }
  if (!isCompleted && kind === 'in parts') return 'told';
  if (isCompleted || !isSame(state, once.state))
    throw broken('The call took effect in part', state, once.state);
  if (kind === 'handing out') throw broken('What was removed was not handed out', state, before);
  return 'done';
}

const isCrash = ({ name }: MatrixFault): boolean => name.startsWith('killed');

/** An error must say whether to retry, unless the process has died. */
function checkFailure(reply: Reply, fault: MatrixFault): void {
  const { passes } = fault;
  if (reply.kind === 'cut off' || isCrash(fault)) return;
  if (reply.kind === 'completed') throw broken('The response differs', reply, 'the response without a fault');
  const { status, retryAfter = 0 } = reply;
  const isRight = passes ? status > 500 && retryAfter > 0 : status === 500 && retryAfter === 0;
  if (!isRight) throw broken('The error does not say whether to retry', reply, { passes });
}

async function setUp({ system, orderFaults, settle }: Bench, call: MatrixCall): Promise<Caller> {
  orderFaults();
  await wipe(system);
  const caller = await call.prepare(system);
  await settle();
  return caller;
}

async function outcome({ system, settle }: Bench, call: MatrixCall, caller: Caller): Promise<Outcome> {
  const reply = await inTime(caller.send());
  await settle();
  return { reply, state: await takeSnapshot(system, call) };
}

/** Milliseconds that a client waits for a response. */
const CLIENT_TIMEOUT = 60_000;

async function inTime(reply: Promise<Reply>): Promise<Reply> {
  const over = new AbortController();
  const late = sleep(CLIENT_TIMEOUT, undefined, { signal: over.signal }).then(() => {
    throw new Error('The client got no response.');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([reply, late]);
  } finally {
    over.abort();
  }
}

const broken = (what: string, is: unknown, should: unknown): Error =>
  new Error(
    `${what}. Is: ${JSON.stringify(is, undefined, 1)} Should be: ${JSON.stringify(should, undefined, 1)}`,
  );
