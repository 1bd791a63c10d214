/** Maximum milliseconds without requests to a store, whatever it asks for, in case it is mistaken. */
const MAX_PAUSE = 5 * 60_000;

/** The time before which a store must not be called again, by origin. */
const pausedUntil = new Map<string, number>();

/** Records the `Retry-After` of a response (RFC 9110, 10.2.3): seconds, or an HTTP date. */
export function recordPause({ origin }: URL, header: string | null): void {
  if (header === null) return;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  if (milliseconds > 0) pausedUntil.set(origin, Date.now() + Math.min(milliseconds, MAX_PAUSE));
}

/** @returns milliseconds until the store may be called again; 0 when it may be called now. */
export const pauseOf = ({ origin }: URL): number => Math.max(0, (pausedUntil.get(origin) ?? 0) - Date.now());
