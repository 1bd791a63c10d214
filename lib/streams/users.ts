import type { Kysely, RawBuilder } from 'kysely';
import { BEFORE_ALL_USERS, PIECE_BYTES, selectUserParts, type UserPart } from '../db/queries/users.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';
import { notFound } from '../problem/problem.ts';

type Db = Kysely<UserDataTables>;

/** Characters beyond which an answer has no more pictures; all else of 200 users has 6 million at most. */
const MAX_LENGTH = 100 * 1024 * 1024;
/** Of a whole piece of a picture, in base64. */
const PIECE_LENGTH = (PIECE_BYTES / 3) * 4;

/** The JSON of one user. @throws Problem 404 */
export async function* userResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  let isKnown = false;
  for await (const { json } of userParts(db, chosen)) {
    isKnown = true;
    yield json;
  }
  if (!isKnown) throw notFound('user');
}

/** The JSON of a map of users by id. Nothing leaves before the first page is there. */
export async function* usersResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  let separator = '{"users":{';
  for await (const { id, part, json } of userParts(db, chosen)) {
    yield part === 0 ? `${separator}"${id}":${json}` : json;
    separator = ',';
  }
  yield separator === ',' ? '}}' : `${separator}}}`;
}

interface PartJson extends Pick<UserPart, 'id' | 'part'> {
  /** All of a user's parts, put together, are the whole. */
  readonly json: string;
}

/**
 * All parts, page by page. From the first picture on that does not fit, there are none: Lambda breaks an answer off
 * at 200 MB, however often it is asked for.
 *
 * @throws Error when a picture is replaced between two of its pages.
 */
async function* userParts(db: Db, chosen: RawBuilder<boolean>): AsyncGenerator<PartJson> {
  let last: UserPart | undefined;
  let pictureVersion: string | null = null;
  let withPictures = true;
  let length = 0;
  do {
    const page = await selectUserParts(db, chosen, { ...(last ?? BEFORE_ALL_USERS), withPictures });
    if (withPictures) assertContinues(last, pictureVersion, page[0]);
    for (const part of page) {
      pictureVersion = part.pictureVersion ?? (part.part === 0 ? null : pictureVersion);
      withPictures &&= part.part > 0 || length + (part.pieces ?? 0) * PIECE_LENGTH <= MAX_LENGTH;
      if (!withPictures && part.part > 0) continue;
      const json = partJson(withPictures ? part : { ...part, pieces: null });
      length += json.length;
      yield { id: part.id, part: part.part, json };
    }
    last = page.at(-1);
  } while (last?.more === true);
}

/** @throws Error when a picture goes on with a piece of another one, or not at all. */
function assertContinues(
  last: UserPart | undefined,
  version: string | null,
  next: UserPart | undefined,
): void {
  if (last === undefined || last.part === (last.pieces ?? 0)) return;
  if (next?.id !== last.id || next.pictureVersion !== version) {
    throw new Error('The user changed while being read.');
  }
}

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
