import type { Kysely, RawBuilder } from 'kysely';
import { BEFORE_ALL_USERS, CHUNK_BYTES, selectUserParts, type UserPart } from '../db/queries/users.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';
import { notFound } from '../problem/problem.ts';

type Db = Kysely<UserDataTables>;

/** Characters beyond which a response has no more pictures; all other data of 200 users is at most 6 million. */
const MAX_LENGTH = 100 * 1024 * 1024;
/** Characters of a complete chunk of a picture, in base64. */
const CHUNK_LENGTH = (CHUNK_BYTES / 3) * 4;

/** The JSON of one user. @throws Problem 404 */
export async function* userResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  let isKnown = false;
  for await (const { json } of userParts(db, chosen)) {
    isKnown = true;
    yield json;
  }
  if (!isKnown) throw notFound('user');
}

/** The JSON of a map of users by id. Nothing is sent before the first page has been read. */
export async function* usersResponse(db: Db, chosen: RawBuilder<boolean>): ResponseChunks {
  let separator = '{"users":{';
  for await (const { id, part, json } of userParts(db, chosen)) {
    yield part === 0 ? `${separator}"${id}":${json}` : json;
    separator = ',';
  }
  yield separator === ',' ? '}}' : `${separator}}}`;
}

interface PartJson extends Pick<UserPart, 'id' | 'part'> {
  /** Joined, all parts of a user are the JSON of the user. */
  readonly json: string;
}

/**
 * All parts, page by page. From the first picture that does not fit, all pictures are left out, because Lambda would end
 * a response at 200 MB, at every attempt.
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
      withPictures &&= part.part > 0 || length + (part.chunks ?? 0) * CHUNK_LENGTH <= MAX_LENGTH;
      if (!withPictures && part.part > 0) continue;
      const json = partJson(withPictures ? part : { ...part, chunks: null });
      length += json.length;
      yield { id: part.id, part: part.part, json };
    }
    last = page.at(-1);
  } while (last?.more === true);
}

/** @throws Error when the rest of a picture is missing or belongs to another version. */
function assertContinues(
  last: UserPart | undefined,
  version: string | null,
  next: UserPart | undefined,
): void {
  if (last === undefined || last.part === (last.chunks ?? 0)) return;
  if (next?.id !== last.id || next.pictureVersion !== version) {
    throw new Error('The user changed while being read.');
  }
}

function partJson({ id, part, lookup, plan, name, iv, key, chunk, chunks }: UserPart): string {
  if (part > 0) return part === chunks ? `${chunk}"}` : (chunk ?? '');
  const core = JSON.stringify({
    id,
    lookup,
    encryptedCurrentPlan: plan,
    encryptedName: name,
    encryptionIV: iv,
    rsaPublicKey: key,
  });
  const open = `${core.slice(0, -1)},"encryptedProfilePicture":`;
  if (chunks === null) return `${open}null}`;
  return chunks === 0 ? `${open}""}` : `${open}"`;
}
