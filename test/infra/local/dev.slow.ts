import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTime } from '../../../infra/local/postgres/processes.ts';
import { makeWorkout } from '../../../lib/contract/ai.ts';
import { openClient } from '../../support/chat/socket-client.ts';
import { workoutAttributes } from '../../support/planner/planner.ts';
import { createDatabase } from '../../support/postgres/create-database.ts';
import {
  type DevServer,
  type DevSettings,
  failDev,
  killAllDev,
  postgresOf,
  startDev,
} from '../../support/system/dev-server.ts';
import { removeFolder } from '../../support/system/folders.ts';
import { DATA_API_OFFSET, freePort } from '../../support/system/ports.ts';

let folder: string;
let settings: Record<'first' | 'second', DevSettings>;
let first: DevServer;
let second: DevServer;
const newSettings = async (name: string): Promise<DevSettings> => ({
  PORT: await freePort(),
  DATA_DIR: join(folder, name),
});
/** Each start takes seconds: two serve side by side for all that is asked of them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liftlog-dev-'));
  settings = { first: await newSettings('first'), second: await newSettings('second') };
  [first, second] = await Promise.all([
    startDev(settings.first, '--scripted-model'),
    startDev(settings.second),
  ]);
});
afterAll(async () => {
  await killAllDev();
  await removeFolder(folder);
});

const DEVELOPMENT_KEY = 'Web test-web-auth-key-12345';

async function makePlan({ url }: DevServer): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/v2/ai/workout`, {
    method: 'POST',
    headers: { authorization: DEVELOPMENT_KEY },
    body: JSON.stringify({ attributes: workoutAttributes() }),
  });
  return { status: response.status, body: await response.json() };
}

async function createUser({ url }: DevServer): Promise<string> {
  const response = await fetch(`${url}/v2/user/create`, { method: 'POST', body: '{}' });
  const { id }: { id: string } = JSON.parse(await response.text());
  return id;
}

async function rowsOf(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const statusOfUser = async ({ url }: DevServer, id: string) => (await fetch(`${url}/v2/user/${id}`)).status;

describe('npm run dev', () => {
  it('has no model, and says what to set', async () => {
    expect(second.printed()).toContain('AI calls return 503 until you set OPENAI_API_KEY');
    const { status, body } = await makePlan(second);
    expect(status).toBe(503);
    expect(body).toMatchObject({ detail: expect.stringContaining('OPENAI_API_KEY') });
  });

  it('-- --scripted-model makes a plan for the key of the development build', async () => {
    expect(first.printed()).toMatch(/Web key .*test-web-auth-key-12345/);
    expect(first.printed()).toMatch(/Model .*scripted/);
    const { status, body } = await makePlan(first);
    expect(status).toBe(200);
    expect(makeWorkout.response.parse(body)).toEqual(body);
  });

  it('says where the chat is, and has a line for each connection', async () => {
    const chat = /^Chat +(ws:.*)$/m.exec(first.printed())?.[1] ?? '';
    expect(chat).toBe(`ws://127.0.0.1:${settings.first.PORT}/ai-chat`);
    await openClient(chat).then(
      (client) => client.close(),
      () => {},
    );
    await expect.poll(first.printed).toMatch(/ CONNECT \/ai-chat \d{3} /);
  });

  it('runs side by side with another, each on data of its own', async () => {
    const id = await createUser(first);
    expect(await statusOfUser(first, id)).toBe(200);
    expect(await statusOfUser(second, id)).toBe(404);
  });

  it.each([
    ['PORT', 0],
    ['DATA_API_PORT', DATA_API_OFFSET],
  ])('names a %s that is in use, and ends', async (name, offset) => {
    const port = settings.first.PORT + offset;
    const { code, printed } = await failDev({ ...(await newSettings('third')), [name]: port });
    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`^Port ${port} is in use: .* ${name}\\.$`, 'm'));
    expect(await statusOfUser(first, await createUser(first))).toBe(200);
  });
});

describe('with DATABASE_URL and RATE_LIMIT_DATABASE_URL', () => {
  it('keeps everything on those servers, and starts none of its own', async () => {
    const urls = { DATABASE_URL: await createDatabase(), RATE_LIMIT_DATABASE_URL: await createDatabase() };
    const third = { ...(await newSettings('third')), ...urls };
    const server = await startDev(third);
    const id = await createUser(server);
    await server.end('SIGINT');
    expect(await rowsOf(urls.DATABASE_URL, 'select id from users')).toEqual([{ id }]);
    expect(await rowsOf(urls.RATE_LIMIT_DATABASE_URL, 'select * from rate_limit_consumptions')).toEqual([]);
    await expect(access(third.DATA_DIR)).rejects.toThrow();
  });

  it('says which setting is invalid, in one line, and ends', async () => {
    const { code, printed } = await failDev({
      ...(await newSettings('fifth')),
      EVENT_PAYLOAD_MAX_BYTES: '50000',
    });
    expect(code).toBe(1);
    const expected =
      'The configuration is invalid. EVENT_PAYLOAD_MAX_BYTES: must be a whole number from 1 to 40000';
    expect(printed.trim().split('\n').at(-1)).toBe(expected);
  });

  it('says which database it could not reach, without its password, and ends', async () => {
    const nobody = `postgres://ann:hush@127.0.0.1:${await freePort()}/liftlog`;
    const urls = { DATABASE_URL: nobody, RATE_LIMIT_DATABASE_URL: nobody };
    const { code, printed } = await failDev({ ...(await newSettings('fourth')), ...urls });
    expect(code).toBe(1);
    expect(printed).toContain('user-data');
    expect(printed).not.toContain('hush');
  });
});

describe('when it is ended', () => {
  it('by Ctrl-C, nothing is left behind, and the next start has the data', async () => {
    const id = await createUser(first);
    const postgres = await postgresOf(settings.first.DATA_DIR);
    await first.end('SIGINT');
    expect(await startTime(postgres)).toBeUndefined();
    await expect(fetch(first.url)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${settings.first.PORT + DATA_API_OFFSET}`)).rejects.toThrow();

    first = await startDev(settings.first, '--scripted-model');
    expect(await statusOfUser(first, id)).toBe(200);
  });

  it('by a kill, the next start has the ports and the data all the same', async () => {
    const id = await createUser(second);
    await second.end('SIGKILL');
    second = await startDev(settings.second);
    expect(await statusOfUser(second, id)).toBe(200);
  });
});
