import type { Migration } from 'kysely';
import * as rateLimit0001 from './rate-limit/0001_csharp_schema.ts';
import * as rateLimit0002 from './rate-limit/0002_request_ids.ts';
import * as rateLimit0003 from './rate-limit/0003_purge_index.ts';
import * as userData0001 from './user-data/0001_csharp_schema.ts';
import * as userData0002 from './user-data/0002_event_order.ts';
import * as userData0003 from './user-data/0003_follow_secret_lookup.ts';
import * as userData0004 from './user-data/0004_inbox_order_and_receipts.ts';
import * as userData0005 from './user-data/0005_chats.ts';
import * as userData0006 from './user-data/0006_purge_indexes.ts';
import * as userData0007 from './user-data/0007_given_messages.ts';
import * as userData0008 from './user-data/0008_chat_former_token_hashes.ts';
import * as userData0009 from './user-data/0009_password_digest.ts';
import * as userData0010 from './user-data/0010_given_pages.ts';
import * as userData0011 from './user-data/0011_chat_weight_unit.ts';
import * as userData0012 from './user-data/0012_chat_order.ts';

/** The folder of a database's migrations. */
export type MigratedDatabase = 'user-data' | 'rate-limit';

/**
 * All migrations by file name, which determines their order. A bundle has no folder to list, so each is imported here; a
 * test compares this list with the folders.
 */
export const migrations: Readonly<Record<MigratedDatabase, Readonly<Record<string, Migration>>>> = {
  'user-data': {
    '0001_csharp_schema': userData0001,
    '0002_event_order': userData0002,
    '0003_follow_secret_lookup': userData0003,
    '0004_inbox_order_and_receipts': userData0004,
    '0005_chats': userData0005,
    '0006_purge_indexes': userData0006,
    '0007_given_messages': userData0007,
    '0008_chat_former_token_hashes': userData0008,
    '0009_password_digest': userData0009,
    '0010_given_pages': userData0010,
    '0011_chat_weight_unit': userData0011,
    '0012_chat_order': userData0012,
  },
  'rate-limit': {
    '0001_csharp_schema': rateLimit0001,
    '0002_request_ids': rateLimit0002,
    '0003_purge_index': rateLimit0003,
  },
};
