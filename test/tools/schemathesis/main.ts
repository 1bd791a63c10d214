import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVELOPMENT_WEB_KEY } from '../../../lib/planner-config.ts';
import { killAllDev, startDev } from '../../support/system/dev-server.ts';
import { removeFolder } from '../../support/system/folders.ts';
import { freePort } from '../../support/system/ports.ts';

const HOW_TO_GET =
  'Schemathesis is not there: pip install schemathesis, or set SCHEMATHESIS to its executable.';

/**
 * `npm run test:schemathesis`: Schemathesis generates requests from the API's document and sends them to a server on
 * temporary data. Further arguments are passed to Schemathesis.
 *
 * @returns its exit code.
 */
async function main(args: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-schemathesis-'));
  try {
    const settings = { PORT: await freePort(), DATA_DIR: folder, RATE_LIMIT_WEB_PER_DAY: 10_000 };
    const { url } = await startDev(settings, '--scripted-model');
    const authorization = `Authorization: Web ${DEVELOPMENT_WEB_KEY}`;
    const options = ['--url', `${url}/v2`, '--header', authorization, '--max-examples', '25'];
    // PostgreSQL's text has no NUL.
    const noNul = ['--generation-allow-x00', 'false'];
    return await run(folder, ['run', `${url}/openapi.json`, ...options, ...noNul, ...args]);
  } finally {
    await killAllDev();
    await removeFolder(folder);
  }
}

/** @param folder a folder for files of Schemathesis. */
async function run(folder: string, args: readonly string[]): Promise<number> {
  const { SCHEMATHESIS = 'schemathesis' } = process.env;
  const child = spawn(SCHEMATHESIS, args, { cwd: folder, stdio: 'inherit' });
  const [code] = await Promise.race([once(child, 'close'), once(child, 'error')]);
  if (typeof code === 'number') return code;
  console.error(HOW_TO_GET);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
