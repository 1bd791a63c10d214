import { styleText } from 'node:util';
import type { RequestRecord } from './gateway/index.ts';
import type { LogEntry } from './lambda/index.ts';
import type { SocketRecord } from './sockets/index.ts';

/** The log line of a request: `14:03:07 PUT /v2/event 200 12 ms 2 B event/put`. */
export function requestLine(record: RequestRecord): string {
  const { method, path, status, milliseconds, bytes, functionName = 'gateway', complete } = record;
  const color = status >= 500 || !complete ? 'red' : status >= 400 ? 'yellow' : 'green';
  const ending = complete ? [] : [styleText('red', 'incomplete')];
  return [
    clock(),
    method,
    path,
    styleText(color, String(status)),
    `${milliseconds.toFixed(0)} ms`,
    `${bytes} B`,
    styleText('dim', functionName),
    ...ending,
  ].join(' ');
}

/** The log line of a socket's connect or disconnect: `14:03:07 CONNECT /ai-chat 101 12 ms chat/connect`. */
export function socketLine({ event, path, status, milliseconds, functionName }: SocketRecord): string {
  const color = status >= 500 && status < 600 ? 'red' : status >= 400 && status < 600 ? 'yellow' : 'green';
  const duration =
    event === 'connect' ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(0)} s`;
  return [
    clock(),
    event.toUpperCase(),
    path,
    styleText(color, String(status)),
    duration,
    styleText('dim', functionName),
  ].join(' ');
}

const clock = () => styleText('dim', new Date().toTimeString().slice(0, 8));

/** The log line of a function, unless it only repeats a successful request. */
export function functionLine({ functionName, line }: LogEntry): string | undefined {
  if (line.includes('"level":"INFO"') && line.includes('"route":')) return undefined;
  return styleText('dim', `         ${functionName} ${line}`);
}
