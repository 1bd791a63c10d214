import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/**
 * Makes a new database on the run's PostgreSQL.
 *
 * @param template the database it is a copy of; without one, it is empty.
 * @returns its connection string.
 */
export async function createDatabase(template = 'template1'): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // A copy by PostgreSQL's other strategy, its default, goes through the log and takes five times the processor.
  await onServer((client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** Does something over a connection to the run's PostgreSQL, as its superuser. */
export async function onServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
