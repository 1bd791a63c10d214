import { type Kysely, sql } from 'kysely';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import type { ChatWeightUnit } from './chats.ts';

type Db = Kysely<UserDataTables>;

/** Messages of a conversation that are kept. */
export const MESSAGES_KEPT = 20;
/** Bytes of them that are read at once: the newest of a longer conversation. The Data API's limit is 1 MiB. */
const CONVERSATION_BYTES = 600_000;

/** An answer that is running. */
export interface RunningAnswer {
  readonly connectionId: string;
  readonly answerId: string;
}

/** An answer of this very invocation. */
export interface OwnAnswer extends RunningAnswer {
  readonly worker: string;
}

/** A message of a conversation. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** An answer that this invocation is to give. */
interface ClaimedAnswer {
  readonly isStopped: boolean;
  /** The person's; null while it is not known. */
  readonly weightUnit: ChatWeightUnit | null;
  readonly messages: ChatMessage[];
}

/**
 * Makes an answer this invocation's own: of several that were given the same task one gets it.
 *
 * @returns undefined when the answer is another's, or its chat is gone.
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
