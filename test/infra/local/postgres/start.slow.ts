import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ensureDatabase,
  type Postgres,
  type PostgresOptions,
  startPostgres,
} from '../../../../infra/local/postgres/index.ts';
import { removeFolder } from '../../../support/system/folders.ts';
import { query } from './server-process.ts';

let dataDir: string;
const running: Postgres[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postgres-test-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
  await removeFolder(dataDir);
});

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, ...options });
  running.push(postgres);
  return postgres;
}

it('keeps its data between runs', async () => {
  const first = await start({ databases: ['kept'] });
  await query(first.url('kept'), 'create table lift as select 100 as kg');
  await first.stop();
  const second = await start({ databases: ['kept'] });
  expect(await query(second.url('kept'), 'select kg from lift')).toEqual([{ kg: 100 }]);
});

it.for([
  ['is a file', 'taken', 'it is a file'],
  ['is below a file', 'taken/data', 'a part of its path is a file'],
  ['is a link to itself', 'loop', 'it is a link to itself'],
] as const)('says so where its data folder %s', async ([, path, reason]) => {
  await writeFile(join(dataDir, 'taken'), '');
  await symlink('loop', join(dataDir, 'loop'));
  const folder = join(dataDir, path);
  await expect(start({ dataDir: folder })).rejects.toThrow(
    `The data folder ${folder} cannot be used: ${reason}. Choose another one (DATA_DIR).`,
  );
});

it('is PostgreSQL 17 with UTF-8, UTC and order by code point, on this machine only', async () => {
  const { url } = await start({ databases: ['app'] });
  const settings = `select current_setting('server_version_num')::int / 10000 as version,
    current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
    current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
    current_setting('fsync') as fsync, 'a' < 'B' as by_language, upper('é') as upper`;
  expect(await query(url('app'), settings)).toEqual([
    {
      version: 17,
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
      sockets: '',
      fsync: 'on',
      by_language: false,
      upper: 'É',
    },
  ]);
});

it('refuses connections without the password', async () => {
  const { port } = await start();
  await expect(query(`postgres://postgres@127.0.0.1:${port}/postgres`, 'select 1')).rejects.toThrow(
    'password',
  );
});

it('trades safety for speed only when asked', async () => {
  const { url } = await start({ durable: false });
  expect(await query(url('postgres'), 'show fsync')).toEqual([{ fsync: 'off' }]);
});

it('creates a database once, even when asked twice at the same moment', async () => {
  const { url } = await start();
  await Promise.all([1, 2].map(() => ensureDatabase(url('postgres'), 'odd "name"')));
  expect(await query(url('odd "name"'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('passes its log on', async () => {
  const lines: string[] = [];
  await start({ log: (line) => lines.push(line) });
  await expect.poll(() => lines.join('\n')).toContain('ready to accept connections');
});

describe('the port', () => {
  it('is the one asked for', async () => {
    const first = await start();
    await first.stop();
    expect((await start({ port: first.port })).port).toBe(first.port);
  });

  it('that is in use is named', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use`);
    other.close();
    await expect(start({ port })).resolves.toMatchObject({ port });
  });
});

it('a second start on the same data is refused, and does no harm', async () => {
  const { url } = await start();
  await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
  expect(await query(url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('data of something else are refused with what PostgreSQL says', async () => {
  const { stop } = await start();
  await stop();
  await rm(join(dataDir, 'cluster', 'PG_VERSION'));
  await expect(start()).rejects.toThrow('is not a valid data directory');
});
