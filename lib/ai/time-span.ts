const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats whole seconds, at least 0, as .NET's TimeSpan: `hh:mm:ss`, or `d.hh:mm:ss` for a day or more. */
export function toTimeSpan(seconds: number): string {
  const parts = [(seconds % DAY) / HOUR, (seconds % HOUR) / MINUTE, seconds % MINUTE];
  const time = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return seconds < DAY ? time : `${Math.floor(seconds / DAY)}.${time}`;
}
