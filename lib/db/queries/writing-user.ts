import { type RawBuilder, sql } from 'kysely';
import { uuid } from '../codec.ts';

/**
 * The id of a user who is still there, as a part of the statement that writes something of theirs. The row is locked
 * against deletion meanwhile, and a deletion under way is waited for.
 */
export const writingUser = (userId: string, newDigest: string | undefined): RawBuilder<{ id: string }> =>
  newDigest === undefined
    ? sql`select id from users where id = ${uuid(userId)} for key share`
    : sql`update users set password_digest = ${newDigest} where id = ${uuid(userId)} returning id`;
