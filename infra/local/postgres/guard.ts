import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Account } from './account.ts';
import { SERVER_ENVIRONMENT } from './cluster.ts';

/** The shell that watches over a server. */
export type Guard = ChildProcessByStdio<Writable, null, Readable>;

/**
 * Starts the server and shuts it down when standard input ends. `stop` ends it on purpose, and it ends by itself when
 * this process dies for any reason.
 */
const SCRIPT = `
signal=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ read -r line; kill -s "$signal" $server; } <&3 2>/dev/null &
watcher=$!
exec 3<&-
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

/**
 * Runs a server under its own shell in its own session, so that the terminal's Ctrl-C reaches neither.
 *
 * @param signal the signal for shutdown: `INT` is graceful; `QUIT` is immediate, for data that is not kept.
 */
export function startGuard(options: {
  program: string;
  parameters: readonly string[];
  directory: string;
  account: Account;
  signal: 'INT' | 'QUIT';
}): Guard {
  const { account } = options;
  return spawn('/bin/sh', ['-c', SCRIPT, 'sh', options.signal, options.program, ...options.parameters], {
    cwd: options.directory,
    detached: true,
    env: SERVER_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account.uid === undefined ? {} : { uid: account.uid }),
    ...(account.gid === undefined ? {} : { gid: account.gid }),
  });
}
