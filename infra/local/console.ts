import { styleText } from 'node:util';
import type { RequestRecord } from './gateway/index.ts';
import type { LogEntry } from './lambda/index.ts';

/** One line a request: `14:03:07 PUT /v2/event 200 12 ms 2 B event/put`. */
export function requestLine(record: RequestRecord): string {
  const { method, path, status, milliseconds, bytes, functionName = 'gateway', complete } = record;
  const time = new Date().toTimeString().slice(0, 8);
  const color = status >= 500 || !complete ? 'red' : status >= 400 ? 'yellow' : 'green';
  const ending = complete ? [] : [styleText('red', 'broken off')];
  return [
    styleText('dim', time),
    method,
    path,
    styleText(color, String(status)),
    `${milliseconds.toFixed(0)} ms`,
    `${bytes} B`,
    styleText('dim', functionName),
    ...ending,
  ].join(' ');
}

/** A function's own line, unless it only repeats a request that went well. */
export function functionLine({ functionName, line }: LogEntry): string | undefined {
  if (line.includes('"level":"INFO"') && line.includes('"route":')) return undefined;
  return styleText('dim', `         ${functionName} ${line}`);
}
