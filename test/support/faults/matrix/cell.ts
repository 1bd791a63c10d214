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

/** What a call does when nothing fails. */
export interface Recording {
  readonly before: Snapshot;
  readonly once: Outcome;
  /** When the client makes the same call again. */
  readonly twice: Outcome;
  /** The calls of the Data API that the first one makes. */
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
 * `told`: the client got an error, and nothing had happened. `done`: it got one, though it had happened: only
 * that much is not known when no attempt's answer arrives; the retry changed nothing more. `again`: the same of a
 * call that makes something, to which the contract gives no name before: the retry made another one. `left`: what
 * was handed out is still there.
 */
export type Verdict = 'answered' | 'told' | 'done' | 'again' | 'left';

export interface Cell {
  readonly fault: MatrixFault;
  /** Which of the Data API's calls it befalls. */
  readonly index: number;
  /** Whether it befalls all that follow, too. */
  readonly isLasting: boolean;
}

/** Makes a call under a fault, and again without. @throws Error where a promise is broken. */
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

  const isAnswered = isDeepStrictEqual(reply, once.reply);
  if (!isAnswered) checkFailure(reply, fault);
  const judged = judge(isAnswered, state, recording, call.kind);
  const verdict = judged === 'done' && !isSame(once.state, twice.state) ? 'again' : judged;
  const isOver = isLasting || isCrash(fault);
  if (verdict === 'left' && call.kind === 'handing out' && !isOver)
    throw broken('What was handed out is still there', state, once.state);
  if (verdict !== 'answered') {
    await call.beforeRetry?.(bench.system);
    const retried = await outcome(bench, call, caller);
    const expected = verdict === 'done' || verdict === 'again' ? twice : once;
    if (!isDeepStrictEqual(retried, expected)) throw broken('The retry went wrong', retried, expected);
  }
  await caller.leave?.();
  return verdict;
}

function judge(
  isAnswered: boolean,
  state: Snapshot,
  { before, once }: Recording,
  kind: MatrixCall['kind'],
): Verdict {
  if (isAnswered && isSame(state, once.state)) return 'answered';
  if (isSame(state, before)) {
    if (!isAnswered) return 'told';
    if (kind === 'handing out' || kind === 'answering') return 'left';
    throw broken('It was answered, and nothing has happened', state, once.state);
  }
  if (!isAnswered && kind === 'in parts') return 'told';
  if (isAnswered || !isSame(state, once.state)) throw broken('It happened by halves', state, once.state);
  if (kind === 'handing out') throw broken('What was removed was not handed out', state, before);
  return 'done';
}

const isCrash = ({ name }: MatrixFault): boolean => name.startsWith('killed');

/** An error must say whether to try again, unless the process that would say so has died. */
function checkFailure(reply: Reply, fault: MatrixFault): void {
  const { passes } = fault;
  if (reply.kind === 'broken off' || isCrash(fault)) return;
  if (reply.kind === 'answered')
    throw broken('It was answered otherwise', reply, 'the answer without a fault');
  const { status, retryAfter = 0 } = reply;
  const isRight = passes ? status > 500 && retryAfter > 0 : status === 500 && retryAfter === 0;
  if (!isRight) throw broken('The error does not say whether to try again', reply, { passes });
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

/** Milliseconds after which a client has given up waiting. */
const PATIENCE = 60_000;

async function inTime(reply: Promise<Reply>): Promise<Reply> {
  const over = new AbortController();
  const late = sleep(PATIENCE, undefined, { signal: over.signal }).then(() => {
    throw new Error('The client was never answered.');
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
