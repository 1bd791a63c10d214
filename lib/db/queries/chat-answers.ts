import { type Kysely, sql } from 'kysely';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import type { ChatProtocol } from './chats.ts';

type Db = Kysely<UserDataTables>;

/** Messages of a conversation that are kept. */
const MESSAGES_KEPT = 20;
/** Bytes of them that are read at once: the newest of a longer conversation. The Data API's limit is 1 MiB. */
const CONVERSATION_BYTES = 600_000;
/** Seconds without a sign of it after which an answer counts as lost: before its function began, and after. */
const LOST_BEFORE = 60;
const LOST_AFTER = 15;

/** An answer that is running. */
export interface RunningAnswer {
  readonly connectionId: string;
  readonly answerId: string;
}

/** An answer of this very invocation. */
export interface OwnAnswer extends RunningAnswer {
  readonly worker: string;
}

interface Question extends RunningAnswer {
  readonly protocol: ChatProtocol;
  readonly content: string;
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
  readonly protocol: ChatProtocol | null;
  readonly isFull: boolean;
  /** An answer runs that was asked to stop. */
  readonly isStopping: boolean;
}

interface BeginningRow extends Pick<Beginning, 'store' | 'tokenHash' | 'protocol' | 'isFull' | 'isStopping'> {
  readonly conversation: number | null;
  readonly position: number | null;
  readonly answers: number | null;
}

/**
 * Takes down a question and begins its answer, unless one is running, the chat is full, speaks in another
 * framing, or nobody has paid for it. Doing it twice is the same as once.
 *
 * @returns undefined when there is no such chat.
 */
export async function beginAnswer(db: Db, question: Question): Promise<Beginning | undefined> {
  const { connectionId, answerId, protocol, content, mostAnswers } = question;
  const { rows } = await sql<BeginningRow>`
    with begun as (
      update chats
      set protocol = ${protocol},
        answer_seen = clock_timestamp(),
        answer_worker = null,
        stop_requested = false,
        last_position = case when answer_id = ${uuid(answerId)} then last_position else last_position + 1 end,
        answer_id = ${uuid(answerId)}
      where connection_id = ${connectionId}
        and token_hash is not null
        and coalesce(protocol, ${protocol}) = ${protocol}
        and answers < ${mostAnswers}::int
        and (answer_id is null or answer_id = ${uuid(answerId)} or answer_seen < clock_timestamp()
          - make_interval(secs => case when answer_worker is null then ${LOST_BEFORE}::int else ${LOST_AFTER}::int end))
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
    select chats.store, chats.token_hash as "tokenHash", chats.protocol,
      chats.answers >= ${mostAnswers}::int as "isFull",
      chats.answer_id is not null and chats.stop_requested as "isStopping",
      begun.conversation, begun.last_position as position, begun.answers
    from chats left join begun on true
    where connection_id = ${connectionId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { conversation, position, answers, store, tokenHash, isFull, isStopping } = row;
  const begun =
    conversation === null || position === null || answers === null
      ? undefined
      : { conversation, position, answers };
  return { begun, store, tokenHash, protocol: row.protocol, isFull, isStopping };
}

/** A message of a conversation. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/**
 * Makes an answer this invocation's own: of several that were given the same task one gets it.
 *
 * @returns undefined when the answer is another's, or its chat is gone.
 */
export async function claimAnswer(
  db: Db,
  answer: OwnAnswer,
): Promise<{ readonly isStopped: boolean; readonly messages: ChatMessage[] } | undefined> {
  const { rows } = await sql<ChatMessage & { readonly isStopped: boolean }>`
    with claimed as (
      update chats set answer_worker = ${uuid(answer.worker)}, answer_seen = clock_timestamp()
      where ${isRunning(answer)}
        and coalesce(answer_worker, ${uuid(answer.worker)}) = ${uuid(answer.worker)}
      returning connection_id, stop_requested
    )
    select role, content, stop_requested as "isStopped" from (
      select role, content, position, stop_requested,
        sum(octet_length(content)) over (order by position desc) as bytes
      from claimed left join chat_messages using (connection_id)
    ) as messages
    where bytes <= ${CONVERSATION_BYTES}::int or bytes is null
    order by position`.execute(db);
  const [first] = rows;
  return (
    first && { isStopped: first.isStopped, messages: rows.map(({ role, content }) => ({ role, content })) }
  );
}

/** Says that an answer is on its way. @returns whether it may go on. */
export async function keepAnswering(db: Db, answer: OwnAnswer): Promise<boolean> {
  const { rows } = await sql`
    update chats set answer_seen = clock_timestamp()
    where ${isOwn(answer)} and not stop_requested
    returning connection_id`.execute(db);
  return rows.length > 0;
}

/**
 * Ends an answer that was given, and remembers it. Doing it twice is the same as once.
 *
 * @param content undefined when it ended before there was any.
 */
export async function finishAnswer(
  db: Db,
  answer: OwnAnswer,
  conversation: number,
  content: string | undefined,
): Promise<void> {
  await sql`
    with finished as (
      update chats
      set answer_id = null, answer_worker = null, answer_seen = null, stop_requested = false,
        answers = answers + 1, last_position = last_position + 1
      where ${isOwn(answer)}
      returning connection_id, conversation, last_position
    ), remembered as (
      insert into chat_messages (connection_id, position, role, content)
      select connection_id, last_position, 'assistant', ${content ?? null}::text from finished
      where conversation = ${conversation}::int and ${content ?? null}::text is not null
    ), forgotten as (
      delete from chat_messages as message using finished
      where message.connection_id = finished.connection_id
        and message.position <= finished.last_position - ${MESSAGES_KEPT}::int
    )
    select count(*) from finished`.execute(db);
}

/**
 * Ends an answer that was not given, and forgets its question, so that it can be asked again. Doing it twice
 * is the same as once.
 */
export async function abandonAnswer(
  db: Db,
  { connectionId, answerId }: RunningAnswer,
  position: number,
): Promise<void> {
  await sql`
    with abandoned as (
      update chats
      set answer_id = null, answer_worker = null, answer_seen = null, stop_requested = false
      where ${isRunning({ connectionId, answerId })}
      returning connection_id
    )
    delete from chat_messages
    where connection_id in (select connection_id from abandoned) and position = ${position}::int`.execute(db);
}

const isRunning = ({ connectionId, answerId }: RunningAnswer) =>
  sql<boolean>`connection_id = ${connectionId} and answer_id = ${uuid(answerId)}`;

const isOwn = (answer: OwnAnswer) =>
  sql<boolean>`${isRunning(answer)} and answer_worker = ${uuid(answer.worker)}`;
