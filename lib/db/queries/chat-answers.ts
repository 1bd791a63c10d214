import { type Kysely, sql } from 'kysely';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import type { ChatWeightUnit } from './chats.ts';

type Db = Kysely<UserDataTables>;

/** The newest messages of a conversation that are kept. */
export const MESSAGES_KEPT = 20;
/** Bytes of them that are read at once: the newest of a longer conversation. The Data API's limit is 1 MiB. */
const CONVERSATION_BYTES = 600_000;

/** An answer that is running. */
export interface RunningAnswer {
  readonly connectionId: string;
  readonly answerId: string;
}

/** An answer that this invocation has claimed. */
export interface OwnAnswer extends RunningAnswer {
  readonly worker: string;
}

/** An answer with its number, which the chat's maximum counts. */
export interface CountedAnswer extends OwnAnswer, AnswerPlace {}

interface AnswerPlace {
  readonly conversation: number;
  /** The answer's number in its chat, from 1. */
  readonly number: number;
}

/** An answer that has ended, with the client's id of the call that waits for it. */
interface EndedAnswer {
  readonly callId?: string | undefined;
}

/** An answer that is not given in full, with its question's position. */
export interface AbandonedAnswer extends RunningAnswer, AnswerPlace, EndedAnswer {
  readonly position: number;
}

/** How an answer ended. */
interface End {
  /** Whether its chat was restarted meanwhile: then its call is among those that a restart cut short. */
  readonly isCut: boolean;
}

/** A message of a conversation. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** An answer that this invocation is to give. */
interface ClaimedAnswer {
  readonly isStopped: boolean;
  /** The person's unit; null while it is unknown. */
  readonly weightUnit: ChatWeightUnit | null;
  readonly messages: ChatMessage[];
}

/**
 * Claims an answer for this invocation: only one of several with the same task succeeds.
 *
 * @returns undefined when another invocation has the answer, or its chat is gone.
 */
export async function claimAnswer(db: Db, answer: OwnAnswer): Promise<ClaimedAnswer | undefined> {
  const { rows } = await sql<ChatMessage & Omit<ClaimedAnswer, 'messages'>>`
    with claimed as (
      update chats set answer_worker = ${uuid(answer.worker)}, answer_seen = clock_timestamp()
      where ${isRunning(answer)}
        and coalesce(answer_worker, ${uuid(answer.worker)}) = ${uuid(answer.worker)}
      returning connection_id, stop_requested, weight_unit
    )
    select role, content, stop_requested as "isStopped", weight_unit as "weightUnit" from (
      select role, content, position, stop_requested, weight_unit,
        sum(octet_length(content)) over (order by position desc) as bytes
      from claimed left join chat_messages using (connection_id)
    ) as messages
    where bytes <= ${CONVERSATION_BYTES}::int or bytes is null
    order by position`.execute(db);
  const [first] = rows;
  if (first === undefined) return undefined;
  const { isStopped, weightUnit } = first;
  return { isStopped, weightUnit, messages: rows.map(({ role, content }) => ({ role, content })) };
}

/**
 * Updates an answer's heartbeat, and counts the answer once it has begun. @returns whether it may go on.
 *
 * @param hasBegun whether any of it was sent.
 */
export async function keepAnswering(db: Db, answer: CountedAnswer, hasBegun: boolean): Promise<boolean> {
  const { rows } = await sql`
    update chats set answer_seen = clock_timestamp(), answers = ${answersWith(answer, hasBegun)}
    where ${isOwn(answer)} and not stop_requested
    returning connection_id`.execute(db);
  return rows.length > 0;
}

/**
 * Ends an answer that was sent, as far as the client wanted it: counts and stores it. Idempotent.
 *
 * @param content undefined when the client stopped it before there was any.
 */
export async function finishAnswer(
  db: Db,
  answer: CountedAnswer & EndedAnswer,
  content: string | undefined,
): Promise<End> {
  const isCut = sql<boolean>`conversation <> ${answer.conversation}::int`;
  const { rows } = await sql<End>`
    with finished as (
      update chats
      set answer_id = null, answer_worker = null, answer_seen = null, stop_requested = false,
        answers = ${answersWith(answer, true)}, last_position = last_position + 1,
        cut_calls = ${cutCallsAfter(answer)}
      where ${isOwn(answer)}
      returning connection_id, conversation, last_position
    ), remembered as (
      insert into chat_messages (connection_id, position, role, content)
      select connection_id, last_position, 'assistant', ${content ?? null}::text from finished
      where conversation = ${answer.conversation}::int and ${content ?? null}::text is not null
    ), forgotten as (
      delete from chat_messages as message using finished
      where message.connection_id = finished.connection_id
        and message.position <= finished.last_position - ${MESSAGES_KEPT}::int
    )
    select coalesce(
      (select ${isCut} from finished),
      (select ${isCut} from chats where connection_id = ${answer.connectionId}),
      false
    ) as "isCut"`.execute(db);
  return { isCut: rows[0]?.isCut === true };
}

/**
 * Ends an answer that was not given in full, and deletes its question, so that it can be asked again. Idempotent.
 *
 * @param isCharged whether it counts nevertheless.
 * @returns also whether it counts. It does if it had begun, or if that is no longer known.
 */
export async function abandonAnswer(
  db: Db,
  answer: AbandonedAnswer,
  isCharged: boolean,
): Promise<End & { readonly counts: boolean }> {
  const { connectionId, conversation, number, position } = answer;
  const isFree = sql`conversation = ${conversation}::int and answers < ${number}::int`;
  const isCut = sql`conversation <> ${conversation}::int`;
  const { rows } = await sql<End & { readonly isFree: boolean | null }>`
    with abandoned as (
      update chats
      set answer_id = null, answer_worker = null, answer_seen = null, stop_requested = false,
        answers = ${answersWith(answer, isCharged)}, cut_calls = ${cutCallsAfter(answer)}
      where ${isRunning(answer)}
      returning connection_id, conversation, ${isFree} as is_free
    ), forgotten as (
      delete from chat_messages
      where connection_id in (select connection_id from abandoned) and position = ${position}::int
    )
    select coalesce(
      (select is_free from abandoned),
      (select ${isFree} from chats where connection_id = ${connectionId})
    ) as "isFree", coalesce(
      (select ${isCut} from abandoned),
      (select ${isCut} from chats where connection_id = ${connectionId}),
      false
    ) as "isCut"`.execute(db);
  const [end] = rows;
  return { counts: end?.isFree !== true, isCut: end?.isCut === true };
}

/** The chat's count of answers, with this one if it counts. Counting an answer twice changes nothing. */
const answersWith = ({ conversation, number }: AnswerPlace, counts: boolean) => sql`
  case when ${counts}::boolean and conversation = ${conversation}::int
    then greatest(answers, ${number}::int) else answers end`;

/** The calls that restarts cut short, with this one if it is one of them. Otherwise they complete with it. */
const cutCallsAfter = ({ conversation, callId }: Pick<AnswerPlace, 'conversation'> & EndedAnswer) => sql`
  case when conversation = ${conversation}::int then '[]'
    else cut_calls || coalesce(to_jsonb(${callId ?? null}::text), '[]') end`;

const isRunning = ({ connectionId, answerId }: RunningAnswer) =>
  sql<boolean>`connection_id = ${connectionId} and answer_id = ${uuid(answerId)}`;

const isOwn = (answer: OwnAnswer) =>
  sql<boolean>`${isRunning(answer)} and answer_worker = ${uuid(answer.worker)}`;
