import { type Kysely, sql } from 'kysely';
import type { UserDataTables } from '../tables.ts';

type Db = Kysely<UserDataTables>;

/** Whether the running answer's question was sent before. */
const wasAsked = (sent: number) => sql<boolean>`question_sent <= ${sent}::bigint`;

/**
 * Ends the running answer at its next poll, and the answer to a question that was sent earlier and arrives later.
 * Idempotent.
 *
 * @param sent the time of the stop: milliseconds, by API Gateway's clock.
 * @returns whether there is such a chat.
 */
export async function requestStop(db: Db, connectionId: string, sent: number): Promise<boolean> {
  // A stop that finds nothing to stop is meant for a question that is on its way, also one of the same millisecond.
  const found = sql<boolean>`answer_id is not null and ${wasAsked(sent)}`;
  const { numUpdatedRows } = await db
    .updateTable('chats')
    .set({
      stop_requested: sql<boolean>`stop_requested or (${found})`,
      stopped_before: sql<number>`greatest(stopped_before,
        case when ${found} then ${sent}::bigint else ${sent}::bigint + 1 end)`,
    })
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Deletes the conversation and ends the running answer: a new chat begins. If a later question has arrived first,
 * only the messages before it are deleted. Idempotent.
 *
 * @param sent the time of the restart: milliseconds, by API Gateway's clock.
 * @returns whether an answer is being stopped; undefined when there is no such chat.
 */
export async function restartChat(
  db: Db,
  connectionId: string,
  sent: number,
): Promise<{ readonly isStopping: boolean } | undefined> {
  const { rows } = await sql<{ readonly isStopping: boolean }>`
    with restarted as (
      update chats
      set conversation = case when ${wasAsked(sent)} then conversation + 1 else conversation end,
        answers = case when ${wasAsked(sent)} then 0 else answers end,
        stop_requested = stop_requested or (answer_id is not null and ${wasAsked(sent)}),
        restarted_before = greatest(restarted_before, ${sent}::bigint)
      where connection_id = ${connectionId}
      returning connection_id, answer_id is not null and stop_requested as is_stopping,
        last_position - case when ${wasAsked(sent)} then 0 when answer_id is null then 2 else 1 end as last_forgotten
    ), forgotten as (
      delete from chat_messages as message using restarted
      where message.connection_id = restarted.connection_id and message.position <= restarted.last_forgotten
    )
    select is_stopping as "isStopping" from restarted`.execute(db);
  return rows[0];
}

/** Whether an answer is running that was asked to stop. */
export async function selectIsStopping(db: Db, connectionId: string): Promise<boolean> {
  const chat = await db
    .selectFrom('chats')
    .select(sql<boolean>`answer_id is not null and stop_requested`.as('isStopping'))
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return chat?.isStopping ?? false;
}

/**
 * Whether a call that a restart cut short must still be completed, and no later call is going to complete it.
 *
 * @param callId the client's.
 */
export async function selectIsCutCallLeft(db: Db, connectionId: string, callId: string): Promise<boolean> {
  const chat = await db
    .selectFrom('chats')
    .select(sql<boolean>`answer_id is null and jsonb_exists(cut_calls, ${callId})`.as('isLeft'))
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return chat?.isLeft ?? false;
}
