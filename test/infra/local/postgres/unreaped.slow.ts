import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { startPostgres } from '../../../../infra/local/postgres/index.ts';
import { removeFolder } from '../../../support/system/folders.ts';
import { query } from './server-process.ts';

const runServer = fileURLToPath(new URL('run-server.ts', import.meta.url));
const postgresModule = new URL('../../../../infra/local/postgres/index.ts', import.meta.url).href;

/** Starts a program, says its id, and never asks what became of it, as the first process of many containers. */
const NEGLIGENT = '"$@" & echo $!; exec sleep 60';

it('a killed owner that its parent has not reaped owns nothing any more', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  const parent = spawn(
    '/bin/sh',
    ['-c', NEGLIGENT, 'sh', process.execPath, runServer, postgresModule, dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface(parent.stdout)[Symbol.asyncIterator]();
  try {
    const owner = Number((await lines.next()).value);
    await lines.next();
    process.kill(owner, 'SIGKILL');

    const next = await vi.waitFor(() => startPostgres({ dataDir }), { timeout: 10_000 });
    expect(await query(next.url('kept'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
    // It is still there for the system.
    expect(process.kill(owner, 0)).toBe(true);
  } finally {
    parent.kill();
    await once(parent, 'exit');
    await removeFolder(dataDir);
  }
});
