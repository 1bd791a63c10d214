import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { MESSAGES_KEPT, type RunningAnswer } from './chat-answers.ts';
import type { ChatProtocol, ChatWeightUnit } from './chats.ts';

/** Seconds without a heartbeat after which an answer counts as lost: before its function claimed it, and after. */
const UNCLAIMED_TIMEOUT = 60;
const HEARTBEAT_TIMEOUT = 15;

/** Seconds that the check of a purchase may take. */
const AUTHENTICATION_SECONDS = 25;

interface Question extends RunningAnswer {
  readonly protocol: ChatProtocol;
  readonly content: string;
  /** The person's unit: null if they have none; undefined keeps the one that is stored. */
  readonly weightUnit?: ChatWeightUnit | null | undefined;
  readonly maxAnswers: number;
  /** The time it was sent: milliseconds, by API Gateway's clock. */
  readonly sent: number;
  /** Whether it may only begin a chat, as a restart may be under way. */
  readonly awaitsRestart: boolean;
  /** The time of the question whose answer it found running. It may begin once that answer was stopped. */
  readonly behind: number | undefined;
}

/** The state of a question and of its chat after `beginAnswer`. */
export interface Beginning {
  /** Undefined when the answer may not begin. */
  readonly begun:
    | {
        readonly conversation: number;
        /** The question's position in the conversation. */
        readonly position: number;
        /** The chat's answers so far. */
        readonly answers: number;
      }
    | undefined;
  readonly store: string | null;
  readonly tokenHash: string | null;
  readonly formerTokenHashes: readonly string[];
  readonly protocol: ChatProtocol | null;
  readonly isFull: boolean;
  /** An answer is running. */
  readonly isRunning: boolean;
  /** It was asked to stop. */
  readonly isStopping: boolean;
  /** The time of the newest question so far. */
  readonly questionSent: number;
  /** A purchase is being checked. */
  readonly isAuthenticating: boolean;
  /** The question was stopped before it arrived. */
  readonly isStopped: boolean;
  /** Its conversation was deleted by a restart before it arrived. */
  readonly isForgotten: boolean;
  /** The client's ids of calls that a restart cut short, and that complete after the question's. */
  readonly cutCalls: readonly string[];
}

interface BeginningRow extends Omit<Beginning, 'begun' | 'formerTokenHashes' | 'cutCalls'> {
  /** JSON. */
  readonly formerTokenHashes: string;
  readonly cutCalls: string;
  readonly conversation: number | null;
  readonly position: number | null;
  readonly answers: number | null;
}

const texts = z.array(z.string());
const list = (json: string) => texts.parse(JSON.parse(json));

/**
 * Stores a question and begins its answer, unless an answer is running, the chat is full or uses the other
 * protocol, or it has no purchase. If the question was stopped before it arrived, its answer begins as a stopped
 * one. Idempotent.
 *
 * @returns undefined when there is no such chat.
 */
export async function beginAnswer(
  db: Kysely<UserDataTables>,
  question: Question,
): Promise<Beginning | undefined> {
  const { connectionId, answerId, protocol, content, weightUnit } = question;
  const { maxAnswers, sent, awaitsRestart, behind } = question;
  const isForgotten = sql<boolean>`(${sent}::bigint < restarted_before)`;
  const isStopped = sql<boolean>`(${sent}::bigint < greatest(stopped_before, restarted_before))`;
  const { rows } = await sql<BeginningRow>`
    with begun as (
      update chats
      set protocol = ${protocol},
        answer_seen = clock_timestamp(),
        answer_worker = null,
        stop_requested = ${isStopped} or (answer_id = ${uuid(answerId)} and stop_requested),
        question_sent = greatest(question_sent, ${sent}::bigint),
        weight_unit = case when ${weightUnit !== undefined}::boolean then ${weightUnit ?? null}::text else weight_unit end,
        last_position = case when answer_id = ${uuid(answerId)} then last_position else last_position + 1 end,
        answer_id = ${uuid(answerId)}
      where connection_id = ${connectionId}
        and token_hash is not null
        and coalesce(protocol, ${protocol}) = ${protocol}
        and (answers < ${maxAnswers}::int or ${isStopped})
        and (answers = 0 or not ${awaitsRestart}::boolean)
        and (${isStopped} or greatest(stopped_before, restarted_before) >= ${behind ?? 0}::bigint)
        and (answer_id is null or answer_id = ${uuid(answerId)} or answer_seen < clock_timestamp()
          - make_interval(secs => case when answer_worker is null then ${UNCLAIMED_TIMEOUT}::int else ${HEARTBEAT_TIMEOUT}::int end))
      returning last_position, answers, stop_requested, store, token_hash, former_token_hashes, cut_calls,
        conversation - ${isForgotten}::int as conversation
    ), asked as (
      insert into chat_messages (connection_id, position, role, content)
      select ${connectionId}, last_position, 'user', ${content} from begun
      on conflict do nothing
    ), forgotten as (
      delete from chat_messages
      where connection_id = ${connectionId}
        and position <= (select last_position from begun) - ${MESSAGES_KEPT}::int
    )
    select coalesce(begun.store, chats.store) as store,
      coalesce(begun.token_hash, chats.token_hash) as "tokenHash",
      coalesce(begun.former_token_hashes, chats.former_token_hashes)::text as "formerTokenHashes",
      coalesce(begun.cut_calls, chats.cut_calls)::text as "cutCalls", chats.protocol,
      chats.answers >= ${maxAnswers}::int as "isFull",
      chats.answer_id is not null as "isRunning",
      chats.answer_id is not null and chats.stop_requested as "isStopping",
      chats.question_sent as "questionSent",
      coalesce(chats.authenticating > clock_timestamp() - make_interval(secs => ${AUTHENTICATION_SECONDS}::int), false)
        as "isAuthenticating",
      coalesce(begun.stop_requested, ${isStopped}) as "isStopped",
      ${isForgotten} as "isForgotten",
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
  return { ...chat, begun, formerTokenHashes: list(chat.formerTokenHashes), cutCalls: list(chat.cutCalls) };
}
