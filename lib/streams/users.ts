import type { Kysely, RawBuilder } from 'kysely';
import { BEFORE_ALL_USERS, selectUserParts, type UserPart } from '../db/queries/users.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';
import { notFound } from '../problem/problem.ts';

type Db = Kysely<UserDataTables>;

/** The JSON of one user. @throws Problem 404 */
export async function* userResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  let isKnown = false;
  for await (const part of userParts(db, chosen)) {
    isKnown = true;
    yield partJson(part);
  }
  if (!isKnown) throw notFound('user');
}

/** The JSON of a map of users by id. Nothing leaves before the first page is there. */
export async function* usersResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  const opening = '{"users":{';
  let isOpen = false;
  for await (const part of userParts(db, chosen)) {
    if (part.part === 0) {
      yield `${isOpen ? ',' : opening}"${part.id}":`;
      isOpen = true;
    }
    yield partJson(part);
  }
  yield isOpen ? '}}' : `${opening}}}`;
}

/** A part of a user's JSON; all of a user's parts, put together, are the whole. */
function partJson({ id, part, lookup, plan, name, iv, key, piece, pieces }: UserPart): string {
  if (part > 0) return part === pieces ? `${piece}"}` : (piece ?? '');
  const core = JSON.stringify({
    id,
    lookup,
    encryptedCurrentPlan: plan,
    encryptedName: name,
    encryptionIV: iv,
    rsaPublicKey: key,
  });
  const open = `${core.slice(0, -1)},"encryptedProfilePicture":`;
  if (pieces === null) return `${open}null}`;
  return pieces === 0 ? `${open}""}` : `${open}"`;
}

/** All parts, page by page. @throws Error when a picture is replaced between two of its pages. */
async function* userParts(db: Db, chosen: RawBuilder<boolean>): AsyncGenerator<UserPart> {
  let last: UserPart | undefined;
  let pictureVersion: string | null = null;
  do {
    const page = await selectUserParts(db, chosen, last ?? BEFORE_ALL_USERS);
    const [first] = page;
    if (last !== undefined && last.part < (last.pieces ?? 0)) {
      const continues = first?.id === last.id && first.pictureVersion === pictureVersion;
      if (!continues) throw new Error('The user changed while being read.');
    }
    for (const part of page) {
      pictureVersion = part.pictureVersion ?? (part.part === 0 ? null : pictureVersion);
      yield part;
    }
    last = page.at(-1);
  } while (last?.more === true);
}
