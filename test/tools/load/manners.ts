import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind } from './mix.ts';

/** The manner in which a client takes a response. */
export type Manner = 'at once' | 'slowly' | 'hangs up';

/** Milliseconds between two reads of a client that reads slowly. */
const PAUSE = 250;
/** Milliseconds within which a client hangs up. */
const HANG_UP = 40;

/** Selects a client's manner. Of the clients that are given percent, half read slowly and half hang up. */
export function mannerFor({ isRead, takes }: Kind, percent: number): Manner {
  // A client that hangs up does not know whether its call took effect. So only reads do, and rows can be counted exactly.
  const number = (Math.random() * 100 * READ_SHARE) / percent;
  if (!isRead || number >= 1) return 'at once';
  return number < 0.5 || takes ? 'slowly' : 'hangs up';
}

/** All writes are done at once, so the reads have all of the difficult clients. */
const READ_SHARE = 0.8;

/** Reads a whole response. @returns undefined when the client hung up. */
export async function readIn(manner: Manner, url: string, init: RequestInit): Promise<Read | undefined> {
  if (manner === 'hangs up') return await hangUp(url, init);
  const response = await fetch(url, init);
  if (manner === 'at once') return { status: response.status, text: await response.text() };
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    await sleep(PAUSE);
  }
  return { status: response.status, text };
}

interface Read {
  readonly status: number;
  readonly text: string;
}

async function hangUp(url: string, init: RequestInit): Promise<undefined> {
  const signal = AbortSignal.timeout(Math.ceil(Math.random() * HANG_UP));
  try {
    const response = await fetch(url, { ...init, signal });
    await response.body?.cancel();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
