import { type Kysely, type Migration, Migrator } from 'kysely';
import { DatabaseError, DatabaseUnavailableError } from '../errors.ts';

/** How often a run is resumed after the database was not available. */
const RESUMES = 2;

const DUPLICATE_KEY = '23505';

interface Run {
  /** The names of the migrations that ran. */
  readonly ran: readonly string[];
  readonly error?: unknown;
  /** The name of the migration that failed. */
  readonly failed?: string | undefined;
}

/** Runs the pending migrations, and resumes when the database becomes unavailable. */
export async function runToEnd(
  db: Kysely<unknown>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<Run> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const migrator = new Migrator({ db, provider, disableTransactions: true });
  const ran: string[] = [];
  for (let resumes = 0; ; ) {
    const { error, results = [] } = await migrator.migrateToLatest();
    const namesOf = (status: 'Success' | 'Error') =>
      results.filter((result) => result.status === status).map(({ migrationName }) => migrationName);
    ran.push(...namesOf('Success'));
    if (error === undefined) return { ran };
    if (isRecordedTwice(error)) ran.push(...namesOf('Error'));
    else if (error instanceof DatabaseUnavailableError && resumes < RESUMES) resumes += 1;
    else return { ran, error, failed: namesOf('Error')[0] };
  }
}

/** The response to the insert that records a migration was lost, and the insert was sent again. */
const isRecordedTwice = (error: unknown) =>
  error instanceof DatabaseError &&
  error.sqlState === DUPLICATE_KEY &&
  error.message.includes('kysely_migration_pkey');
