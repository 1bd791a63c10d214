import { type RawBuilder, sql } from 'kysely';
import { uuid } from '../codec.ts';

/**
 * Selects the id of a user if they still exist, within a statement that writes their data. Locks the row against
 * deletion, and waits for a deletion that is in progress.
 */
export const writingUser = (userId: string, newDigest: string | undefined): RawBuilder<{ id: string }> =>
  newDigest === undefined
    ? sql`select id from users where id = ${uuid(userId)} for key share`
    : sql`update users set password_digest = ${newDigest} where id = ${uuid(userId)} returning id`;
