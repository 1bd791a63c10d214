import { setTimeout as sleep } from 'node:timers/promises';
import { notePause, pauseOf } from './retry-after.ts';
import { StoreUnavailableError } from './store.ts';

export interface StoreResponse {
  readonly status: number;
  /** What the answer's JSON says; unchecked. */
  readonly body: unknown;
}

interface StoreRequest extends Pick<RequestInit, 'method' | 'headers' | 'body'> {
  /** Milliseconds that one try may take, body included. */
  readonly timeout: number;
}

/** Milliseconds that a request may wait for a store that asked for a pause. */
const MAX_WAIT = 2_000;

/**
 * Sends a request to a store, and once more when the first try fails in a way that passes: no answer in
 * time, a torn one, one that is not JSON, 429 or 5xx. Any other answer is the caller's to judge. A store that
 * says `Retry-After` is left alone for that long, by this request and all others.
 *
 * @throws StoreUnavailableError when both tries failed. It quotes neither the request nor the answer.
 */
export async function askStore(url: URL, request: StoreRequest): Promise<StoreResponse> {
  try {
    return await tryOnce(url, request);
  } catch (error) {
    const pause = pauseOf(url);
    if (pause > MAX_WAIT) throw error;
    await sleep(Math.max(pause, 100 + Math.random() * 200));
    return await tryOnce(url, request);
  }
}

async function tryOnce(url: URL, { timeout, ...request }: StoreRequest): Promise<StoreResponse> {
  throwIfPaused(url, 'asked for a pause');
  const { status, text, retryAfter } = await receive(url, {
    ...request,
    // A store's API redirects nobody; following would send the key elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (status === 429 || status >= 500) {
    notePause(url, retryAfter);
    throwIfPaused(url, `answered with the status ${status}`);
    throw new StoreUnavailableError(`${url.host} answered with the status ${status}.`);
  }
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    // The error would quote the answer.
    throw new StoreUnavailableError(`${url.host} answered ${status} with something that is not JSON.`);
  }
}

function throwIfPaused(url: URL, reason: string): void {
  const pause = pauseOf(url);
  if (pause === 0) return;
  const retryAfter = Math.ceil(pause / 1_000);
  throw new StoreUnavailableError(`${url.host} ${reason}: ${retryAfter} s from now.`, { retryAfter });
}

interface Received {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

async function receive(url: URL, init: RequestInit): Promise<Received> {
  try {
    const response = await fetch(url, init);
    return {
      status: response.status,
      text: await response.text(),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (cause) {
    throw new StoreUnavailableError(`${url.host} did not answer.`, { cause });
  }
}

/** The URL of a store's call: each segment stays one segment, whatever it holds. */
export function storeUrl(base: string, ...segments: string[]): URL {
  const path = segments.map((segment) => encodeURIComponent(segment)).join('/');
  return new URL(`${base.replace(/\/+$/, '')}/${path}`);
}

/** URLs have no way to write these two as a name. */
export const isPathSegment = (text: string): boolean => text !== '' && text !== '.' && text !== '..';
