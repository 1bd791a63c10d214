import { logLine } from '../log-line.ts';

const levels = { info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

/**
 * Makes the console write lines in Lambda's JSON log format. `debug` and `trace` are below Lambda's default level and
 * write nothing.
 */
export function installConsole(
  currentRequestId: () => string | undefined,
  write: (requestId: string | undefined, line: string) => void,
): void {
  for (const method of ['info', 'log', 'warn', 'error'] as const) {
    console[method] = (...values: unknown[]) => {
      const requestId = currentRequestId();
      write(requestId, logLine(levels[method], requestId, values));
    };
  }
  console.debug = () => {};
  console.trace = () => {};
}
