import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import {
  countCallAsCsharp,
  createCsharpDatabases,
  insertAsCsharp,
  runOn,
} from '../support/postgres/csharp.ts';
import { databaseUsers, executeAs, migrate } from '../support/postgres/database-users.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function start(options: Parameters<typeof startTestSystem>[0]): Promise<TestSystem> {
  const api = await startTestSystem(options);
  running.push(api);
  return api;
}

/** The address of a database as another user. */
function as(databaseUrl: string, { username, password }: Role): string {
  return Object.assign(new URL(databaseUrl), { username, password }).href;
}

interface Role {
  readonly username: string;
  readonly password: string;
}

async function createRole(attributes = ''): Promise<Role> {
  const role = { username: `role_${randomUUID().slice(0, 8)}`, password: 'a password' };
  await runOn(
    inject('postgresUrl'),
    `create role ${role.username} login password '${role.password}' ${attributes}`,
  );
  return role;
}

/** Gives a database and all that is in it to somebody. */
async function giveTo({ username }: Role, ...urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await runOn(
      url,
      `do $$ declare one regclass; begin
         for one in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
           execute format('alter table %s owner to ${username}', one);
         end loop;
         execute format('alter database %I owner to ${username}', current_database());
       end $$`,
    );
  }
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1 });
  running.push({ stop: () => pool.end() });
  return pool;
}

/** Whether a user who was granted nothing may connect to the user database. */
const isOpen = async (api: TestSystem) =>
  (
    await api.userData.query(
      `select has_database_privilege(rolname, datname, 'connect') as connect from pg_roles, pg_database
       where datname = current_database() and rolname = 'pg_monitor'`,
    )
  ).rows;

describe('a database that the C# server goes on using', () => {
  it('is shared with it by an owner who is no superuser, as on Aurora', async () => {
    const urls = await createCsharpDatabases();
    const owner = await createRole('createrole');
    await giveTo(owner, urls.userDataUrl, urls.rateLimitUrl);
    const users = await databaseUsers({
      userDataUrl: as(urls.userDataUrl, owner),
      rateLimitUrl: as(urls.rateLimitUrl, owner),
    });
    const api = await start(users.options);
    await migrate(api);

    const ofCsharp = poolOf(as(urls.userDataUrl, owner));
    const { lookup } = await insertAsCsharp(ofCsharp);
    expect((await api.call('GET', `/v2/user/${lookup}`)).status).toBe(200);
    expect((await api.call('POST', '/v2/user/create', {})).status).toBe(200);
    await countCallAsCsharp(poolOf(as(urls.rateLimitUrl, owner)), 'A'.repeat(64));

    await ofCsharp.query('create table made_by_csharp (id int)');
    const insert = 'insert into made_by_csharp values (1)';
    await expect(executeAs(api, users.userData, 'USER_DATA_DATABASE', insert)).resolves.toBeDefined();
    await expect(executeAs(api, users.userData, 'RATE_LIMIT_DATABASE', 'select 1')).rejects.toThrow(/42501/);
    const history = 'select from "__EFMigrationsHistory"';
    await expect(executeAs(api, users.userData, 'USER_DATA_DATABASE', history)).rejects.toThrow(/42501/);
  });

  it('stays open to a user of its who owns nothing, and to nobody else', async () => {
    const urls = await createCsharpDatabases();
    const [guest, stranger] = [await createRole(), await createRole()];
    await runOn(urls.userDataUrl, `grant all on all tables in schema public to ${guest.username}`);
    await start((await databaseUsers(urls)).options);
    await expect(insertAsCsharp(poolOf(as(urls.userDataUrl, guest)))).resolves.toBeDefined();
    await expect(runOn(as(urls.userDataUrl, stranger), 'select 1')).rejects.toMatchObject({ code: '42501' });
  });

  it('lets everybody make tables no longer, as before PostgreSQL 15, but those who have some', async () => {
    const urls = await createCsharpDatabases();
    const maker = await createRole();
    await runOn(urls.userDataUrl, 'grant create on schema public to public');
    await runOn(as(urls.userDataUrl, maker), 'create table made_before (id int)');
    const users = await databaseUsers(urls);
    const api = await start(users.options);
    await runOn(as(urls.userDataUrl, maker), 'create table made_after (id int)');
    for (const user of [users.userData, users.rateLimit]) {
      const create = executeAs(api, user, 'USER_DATA_DATABASE', 'create table mine (id int)');
      await expect(create).rejects.toThrow(/42501/);
    }
    // Made by another, and yet of the tables that there are.
    const read = executeAs(api, users.userData, 'USER_DATA_DATABASE', 'select * from made_after');
    await expect(read).resolves.toBeDefined();
  });
});

describe('a deployment fails, and says why', () => {
  it.each([
    ['may make databases', 'createdb'],
    ['may make users', 'createrole'],
    ['may do everything', 'superuser'],
  ])('when the secret names a user who %s', async (_, attributes) => {
    const taken = await createRole(attributes);
    const { options, userData } = await databaseUsers();
    const secrets = new Map([...options.secrets, [userData.arn, JSON.stringify(taken)]]);
    await expect(startTestSystem({ ...options, secrets })).rejects.toThrow(
      /Granting role_\w+ access to user-data failed: this user exists and has more rights/,
    );
  });

  it('when the secret names a user who owns something, somewhere', async () => {
    const taken = await createRole();
    const urls = await createCsharpDatabases();
    await giveTo(taken, urls.rateLimitUrl);
    const { options, userData } = await databaseUsers();
    const secrets = new Map([...options.secrets, [userData.arn, JSON.stringify(taken)]]);
    await expect(startTestSystem({ ...options, secrets })).rejects.toThrow(/has more rights/);
    // It is as it was.
    await runOn(as(urls.rateLimitUrl, taken), 'select 1');
  });

  it('when the database belongs to somebody else', async () => {
    const urls = await createCsharpDatabases();
    const owner = await createRole('createrole');
    await giveTo(owner, urls.userDataUrl, urls.rateLimitUrl);
    await runOn(
      urls.userDataUrl,
      `do $$ begin
      execute format('alter database %I owner to postgres', current_database()); end $$;
      grant create on schema public to ${owner.username}`,
    );
    const users = await databaseUsers({
      userDataUrl: as(urls.userDataUrl, owner),
      rateLimitUrl: as(urls.rateLimitUrl, owner),
    });
    await expect(startTestSystem(users.options)).rejects.toThrow(/DATABASE_SECRET_ARN must own the database/);
  });

  it('when the owner may not make users', async () => {
    const urls = await createCsharpDatabases();
    const owner = await createRole();
    await giveTo(owner, urls.userDataUrl, urls.rateLimitUrl);
    const users = await databaseUsers({
      userDataUrl: as(urls.userDataUrl, owner),
      rateLimitUrl: as(urls.rateLimitUrl, owner),
    });
    await expect(startTestSystem(users.options)).rejects.toThrow(
      /Granting user-data_\w+ access to user-data failed: .*permission denied to create role/,
    );
  });

  it.each([
    ['no JSON', 'a password'],
    ['no password', '{"username":"someone"}'],
    ['a password with an umlaut', '{"username":"someone","password":"Schlüssel"}'],
  ])('when a secret holds %s, which is not quoted', async (_, secret) => {
    const { options, rateLimit } = await databaseUsers();
    const secrets = new Map([...options.secrets, [rateLimit.arn, secret]]);
    const failed = startTestSystem({ ...options, secrets });
    await expect(failed).rejects.toThrow(/The secret of RATE_LIMIT_SECRET_ARN/);
    await expect(failed).rejects.not.toThrow(/a password$|someone|Schlüssel/);
  });
});

it('without secrets nobody is made, and nobody shut out', async () => {
  const api = await start({});
  const { rows } = await api.userData.query(
    `select from pg_roles where rolname in ('liftlog_user_data', 'liftlog_rate_limit')`,
  );
  expect(rows).toEqual([]);
  expect(await isOpen(api)).toEqual([{ connect: true }]);
});
