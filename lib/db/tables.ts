import type { ColumnType, Generated } from 'kysely';

/** Times go in and out as text (see codec.ts); the column type only keeps them apart from other text. */
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
  /** The newest time stamp given to an event of this user: the next one is later. */
  last_event_timestamp: Timestamp | null;
  /** Made by lib/auth/password-digest.ts; null until a password was right. */
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
  /** Null in rows that were there before the column was. */
  created: Generated<Timestamp | null>;
  /** Set from the moment a message is given until it is removed, when its answer has been sent. */
  given: Timestamp | null;
  /** The page that it was given with. */
  given_page: string | null;
}

/** A message that was accepted: when the same write arrives again, the message is not left twice. */
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

/** A chat, which is one connection. */
interface ChatsTable {
  /** API Gateway's. */
  connection_id: string;
  created: Generated<Timestamp>;
  /** Null until the first frame tells. */
  protocol: 'plain' | 'signalr' | null;
  /** Who paid: null until a token was shown. */
  store: string | null;
  /** SHA-256 of the purchase's id, upper-case hex: the key of its rate limit. */
  token_hash: string | null;
  /** The keys under which its calls were counted before: JSON, a list of hashes. */
  former_token_hashes: Generated<string>;
  /** Goes up when the chat is restarted: an answer of an earlier conversation is not remembered. */
  conversation: Generated<number>;
  /** The newest message's. */
  last_position: Generated<number>;
  /** Answers that were given. */
  answers: Generated<number>;
  /** Null while no answer is running. */
  answer_id: string | null;
  /** The invocation that gives the answer; null until it has begun. */
  answer_worker: string | null;
  /** When the answer was last known to be on its way. */
  answer_seen: Timestamp | null;
  stop_requested: Generated<boolean>;
  /** The person's; null while it is not known. */
  weight_unit: 'kilograms' | 'pounds' | null;
}

interface ChatMessagesTable {
  connection_id: string;
  /** Grows with every message of the chat, restarts included. */
  position: number;
  role: 'user' | 'assistant';
  content: string;
}

/** Database `liftlog_user_data`. */
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

/** Database `liftlog_rate_limit`. */
export interface RateLimitTables {
  rate_limit_consumptions: {
    /** SHA-256 of the purchase's id, upper-case hex; of the token, where the C# backend counted. */
    key: string;
    requests: unknown;
    /** Newest first; what the C# backend counts has none. */
    request_ids: unknown;
  };
}
