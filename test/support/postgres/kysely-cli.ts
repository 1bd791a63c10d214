import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { TestSystem } from '../system/system.ts';

const run = promisify(execFile);

/**
 * Runs a command of Kysely's command line on a system's databases, as the `db:…` scripts do: with no
 * variables of AWS's, only the port of the Data API.
 *
 * @returns what it prints. @throws when it fails; the error has the `stdout` and `stderr` so far.
 */
export async function kysely(api: TestSystem, ...args: string[]): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ['node_modules/kysely-ctl/dist/bin.mjs', ...args, '--no-outdated-check'],
    { env: { PATH: process.env['PATH'], DATA_API_PORT: new URL(api.dataApi.url).port } },
  );
  return stripVTControlCharacters(stdout);
}
