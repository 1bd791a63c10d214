/** Milliseconds that a store is left alone for at most, whatever it asks for: it may be mistaken. */
const MAX_PAUSE = 5 * 60_000;

/** By origin, the time until which a store asked to be left alone. */
const pauses = new Map<string, number>();

/** Heeds an answer's `Retry-After` (RFC 9110, 10.2.3): seconds, or an HTTP date. */
export function notePause({ origin }: URL, header: string | null): void {
  if (header === null) return;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  if (milliseconds > 0) pauses.set(origin, Date.now() + Math.min(milliseconds, MAX_PAUSE));
}

/** @returns milliseconds for which the store is still to be left alone; 0 when it may be asked. */
export const pauseOf = ({ origin }: URL): number => Math.max(0, (pauses.get(origin) ?? 0) - Date.now());
