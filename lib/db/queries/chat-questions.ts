import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { MESSAGES_KEPT, type RunningAnswer } from './chat-answers.ts';
import type { ChatProtocol, ChatWeightUnit } from './chats.ts';

/** Seconds without a sign of it after which an answer counts as lost: before its function began, and after. */
const UNCLAIMED_TIMEOUT = 60;
const HEARTBEAT_TIMEOUT = 15;

interface Question extends RunningAnswer {
  readonly protocol: ChatProtocol;
  readonly content: string;
  /** What it says of the person's: null for nothing. Undefined leaves what is known. */
  readonly weightUnit?: ChatWeightUnit | null | undefined;
  readonly mostAnswers: number;
}

/** What became of a question. */
export interface Beginning {
  /** Undefined when the answer may not begin. */
  readonly begun:
    | {
        readonly conversation: number;
        /** The question's. */
        readonly position: number;
        /** Answers that the chat gave before. */
        readonly answers: number;
      }
    | undefined;
  readonly store: string | null;
  readonly tokenHash: string | null;
  readonly formerTokenHashes: readonly string[];
  readonly protocol: ChatProtocol | null;
  readonly isFull: boolean;
  /** An answer runs that was asked to stop. */
  readonly isStopping: boolean;
}

interface BeginningRow extends Omit<Beginning, 'begun' | 'formerTokenHashes'> {
  /** JSON. */
  readonly formerTokenHashes: string;
  readonly conversation: number | null;
  readonly position: number | null;
  readonly answers: number | null;
}

const hashes = z.array(z.string());

/**
 * Takes down a question and begins its answer, unless one is running, the chat is full, speaks in another
 * framing, or nobody has paid for it. Doing it twice is the same as once.
 *
 * @returns undefined when there is no such chat.
 */
export async function beginAnswer(
  db: Kysely<UserDataTables>,
  question: Question,
): Promise<Beginning | undefined> {
  const { connectionId, answerId, protocol, content, weightUnit, mostAnswers } = question;
  const { rows } = await sql<BeginningRow>`
    with begun as (
      update chats
      set protocol = ${protocol},
        answer_seen = clock_timestamp(),
        answer_worker = null,
        stop_requested = false,
        weight_unit = case when ${weightUnit !== undefined}::boolean then ${weightUnit ?? null}::text else weight_unit end,
        last_position = case when answer_id = ${uuid(answerId)} then last_position else last_position + 1 end,
        answer_id = ${uuid(answerId)}
      where connection_id = ${connectionId}
        and token_hash is not null
        and coalesce(protocol, ${protocol}) = ${protocol}
        and answers < ${mostAnswers}::int
        and (answer_id is null or answer_id = ${uuid(answerId)} or answer_seen < clock_timestamp()
          - make_interval(secs => case when answer_worker is null then ${UNCLAIMED_TIMEOUT}::int else ${HEARTBEAT_TIMEOUT}::int end))
      returning conversation, last_position, answers
    ), asked as (
      insert into chat_messages (connection_id, position, role, content)
      select ${connectionId}, last_position, 'user', ${content} from begun
      on conflict do nothing
    ), forgotten as (
      delete from chat_messages
      where connection_id = ${connectionId}
        and position <= (select last_position from begun) - ${MESSAGES_KEPT}::int
    )
    select chats.store, chats.token_hash as "tokenHash",
      chats.former_token_hashes::text as "formerTokenHashes", chats.protocol,
      chats.answers >= ${mostAnswers}::int as "isFull",
      chats.answer_id is not null and chats.stop_requested as "isStopping",
      begun.conversation, begun.last_position as position, begun.answers
    from chats left join begun on true
    where connection_id = ${connectionId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { conversation, position, answers, ...chat } = row;
  const begun =
    conversation === null || position === null || answers === null
      ? undefined
      : { conversation, position, answers };
  return { ...chat, begun, formerTokenHashes: hashes.parse(JSON.parse(chat.formerTokenHashes)) };
}
