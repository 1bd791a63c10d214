import { type Kysely, sql } from 'kysely';
import { bytes, instant, uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';

type Db = Kysely<UserDataTables>;

interface NewEvent {
  readonly userId: string;
  readonly eventId: string;
  readonly encryptedEventPayload: Uint8Array;
  readonly encryptedEventIV: Uint8Array;
  readonly expiry: string;
}

/**
 * Creates or replaces an event.
 *
 * The user's row is locked until the event is visible, and its latest time stamp moves forward by at least a microsecond.
 * So a user's time stamps increase in the order in which the events become visible. The new time stamp is also later than
 * those of the C# backend, which does not keep this order.
 *
 * @param requestedAt the database's time when the request arrived. An identical event written since then comes from this
 *   same call, sent again because its response was lost, and keeps its time stamp.
 * @param newDigest of the password, stored in the same statement; if undefined, none is stored.
 * @returns whether the user still exists.
 */
export async function upsertEvent(
  db: Db,
  event: NewEvent,
  requestedAt: string,
  newDigest: string | undefined,
): Promise<boolean> {
  const digest = newDigest === undefined ? sql`` : sql`, password_digest = ${newDigest}`;
  const { rows } = await sql<{ userExists: boolean }>`
    with clock as (
      update users
      set last_event_timestamp = greatest(
        clock_timestamp(),
        last_event_timestamp + interval '1 microsecond',
        (select max(timestamp) + interval '1 microsecond' from user_events where user_id = users.id)
      )${digest}
      where id = ${uuid(event.userId)}
      returning id, last_event_timestamp as now
    ), written as (
      insert into user_events
        (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
      select clock.id, ${uuid(event.eventId)}, clock.now, clock.now, ${instant(event.expiry)},
        ${bytes(event.encryptedEventPayload)}, ${bytes(event.encryptedEventIV)}
      from clock
      on conflict (user_id, id) do update
      set timestamp = excluded.timestamp, last_accessed = excluded.last_accessed, expiry = excluded.expiry,
        encrypted_event = excluded.encrypted_event, encryption_iv = excluded.encryption_iv
      where not (
        user_events.timestamp > ${instant(requestedAt)}
        and user_events.expiry = excluded.expiry
        and user_events.encrypted_event = excluded.encrypted_event
        and user_events.encryption_iv = excluded.encryption_iv
      )
    )
    select exists (select from clock) as "userExists"`.execute(db);
  return rows[0]?.userExists === true;
}
