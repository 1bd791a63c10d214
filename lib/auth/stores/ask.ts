import { setTimeout as sleep } from 'node:timers/promises';
import { currentInvocation } from '../../invocation.ts';
import { pauseOf, recordPause } from './retry-after.ts';
import { StoreUnavailableError } from './store.ts';

export interface StoreResponse {
  readonly status: number;
  /** The parsed JSON, not validated. */
  readonly body: unknown;
}

interface StoreRequest extends Pick<RequestInit, 'method' | 'headers' | 'body'> {
  /** Milliseconds for one attempt, including its body. */
  readonly timeout: number;
}

/** Milliseconds that a request waits at most when a store sent `Retry-After`. */
const MAX_WAIT = 2_000;

/**
 * Sends a request to a store, and retries once after a temporary failure: a timeout, an incomplete response, one that
 * is not JSON, 429 or 5xx. The caller handles any other response. After a `Retry-After`, neither this request nor any
 * other is sent to the store for that long.
 *
 * @throws StoreUnavailableError when both attempts failed. It quotes neither the request nor the response.
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
  throwIfPaused(url, 'sent Retry-After');
  const { status, text, retryAfter } = await receive(url, {
    ...request,
    // The stores' APIs do not redirect; following a redirect would send the key elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (status === 429 || status >= 500) {
    recordPause(url, retryAfter);
    throwIfPaused(url, `returned status ${status}`);
    throw new StoreUnavailableError(`${url.host} returned status ${status}.`);
  }
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    // The error would quote the response.
    throw new StoreUnavailableError(`${url.host} returned status ${status} without JSON.`);
  }
}

function throwIfPaused(url: URL, reason: string): void {
  const pause = pauseOf(url);
  if (pause === 0) return;
  const retryAfter = Math.ceil(pause / 1_000);
  throw new StoreUnavailableError(`${url.host} ${reason}. Next attempt in ${retryAfter} s.`, { retryAfter });
}

interface Received {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

async function receive(url: URL, init: RequestInit): Promise<Received> {
  // Not the path, which has the token in it.
  const end = currentInvocation()?.trace?.begin({ name: url.host, namespace: 'remote' });
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    const { status, headers } = response;
    end?.({ status });
    return { status, text, retryAfter: headers.get('retry-after') };
  } catch (cause) {
    end?.({ error: cause instanceof Error ? cause.name : 'NotAnError' });
    throw new StoreUnavailableError(`${url.host} did not respond.`, { cause });
  }
}

/** The URL of a store's call. Each segment is encoded, so that it remains one segment. */
export function storeUrl(base: string, ...segments: string[]): URL {
  const path = segments.map((segment) => encodeURIComponent(segment)).join('/');
  return new URL(`${base.replace(/\/+$/, '')}/${path}`);
}

/** Tells whether a text can be a segment of a path. URLs cannot encode `.` and `..` as names. */
export const isPathSegment = (text: string): boolean => text !== '' && text !== '.' && text !== '..';
