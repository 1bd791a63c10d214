import type { ColumnType, Generated } from 'kysely';

/** A time. Times are sent and returned as text (see codec.ts); the type only tells them apart from other text. */
type Timestamp = ColumnType<string, string, string>;
type Bytes = ColumnType<Uint8Array, Uint8Array, Uint8Array>;

interface UsersTable {
  id: string;
  hashed_password: string;
  salt: Bytes;
  user_lookup: string;
  encrypted_current_plan: Bytes | null;
  encrypted_profile_picture: Bytes | null;
  encrypted_name: Bytes | null;
  encryption_iv: Bytes;
  rsa_public_key: Bytes;
  created: Timestamp;
  last_accessed: Timestamp;
  /** The latest time stamp of an event of this user; the next one is later. */
  last_event_timestamp: Timestamp | null;
  /** Made by lib/auth/password-digest.ts; null until a correct password was sent. */
  password_digest: string | null;
}

interface UserEventsTable {
  user_id: string;
  id: string;
  timestamp: Timestamp;
  last_accessed: Timestamp;
  expiry: Timestamp;
  encrypted_event: Bytes;
  encryption_iv: Bytes;
}

interface UserFollowSecretsTable {
  id: string;
  user_id: string;
  value: string;
}

interface UserInboxItemsTable {
  id: string;
  user_id: string;
  encrypted_message: unknown;
  /** Null in rows that are older than the column. */
  created: Generated<Timestamp | null>;
  /** When the message was marked as delivered; it is deleted once the response has been sent. */
  given: Timestamp | null;
  /** The page that it was delivered with. */
  given_page: string | null;
}

/** The receipt of a message, so that the message is not stored twice when the same write is sent again. */
interface UserInboxReceiptsTable {
  id: string;
  user_id: string;
  created: Generated<Timestamp>;
}

interface SharedItemsTable {
  id: string;
  user_id: string;
  timestamp: Timestamp;
  expiry: Timestamp;
  encrypted_payload: Bytes;
  encryption_iv: Bytes;
}

/** A chat: one connection. */
interface ChatsTable {
  /** API Gateway's. */
  connection_id: string;
  created: Generated<Timestamp>;
  /** Null until the first frame tells. */
  protocol: 'plain' | 'signalr' | null;
  /** The store of the purchase; null until a valid token was sent. */
  store: string | null;
  /** SHA-256 of the purchase's id, upper-case hex: the key of its rate limit. */
  token_hash: string | null;
  /** The former keys of its rate limit: JSON, a list of hashes. */
  former_token_hashes: Generated<string>;
  /** Increases when the chat is restarted: answers of earlier conversations are not stored. */
  conversation: Generated<number>;
  /** Position of the newest message. */
  last_position: Generated<number>;
  /** Number of answers so far. */
  answers: Generated<number>;
  /** The running answer; null while there is none. */
  answer_id: string | null;
  /** The invocation that runs the answer; null until it has begun. */
  answer_worker: string | null;
  /** The heartbeat of the running answer. */
  answer_seen: Timestamp | null;
  stop_requested: Generated<boolean>;
  /** When the newest question was sent: milliseconds, by API Gateway's clock, as the two below. */
  question_sent: Generated<number>;
  /** Questions that were sent before are stopped, though they arrive after the stop. */
  stopped_before: Generated<number>;
  /** Questions that were sent before belong to a conversation that is forgotten. */
  restarted_before: Generated<number>;
  /** Since when a purchase is being checked; null while none is. */
  authenticating: Timestamp | null;
  /** The client's ids of the calls that restarts cut short, and that have not completed: JSON, a list. */
  cut_calls: Generated<string>;
  /** The person's; null while it is not known. */
  weight_unit: 'kilograms' | 'pounds' | null;
}

interface ChatMessagesTable {
  connection_id: string;
  /** Increases with every message of the chat, even after a restart. */
  position: number;
  role: 'user' | 'assistant';
  content: string;
}

/** The database `liftlog_user_data`. */
export interface UserDataTables {
  users: UsersTable;
  user_events: UserEventsTable;
  user_follow_secrets: UserFollowSecretsTable;
  user_inbox_items: UserInboxItemsTable;
  user_inbox_receipts: UserInboxReceiptsTable;
  shared_items: SharedItemsTable;
  chats: ChatsTable;
  chat_messages: ChatMessagesTable;
}

/** The database `liftlog_rate_limit`. */
export interface RateLimitTables {
  rate_limit_consumptions: {
    /** SHA-256 of the purchase's id, upper-case hex; in rows of the C# backend, of the token. */
    key: string;
    requests: unknown;
    /** Newest first; calls that the C# backend counted have none. */
    request_ids: unknown;
  };
}
