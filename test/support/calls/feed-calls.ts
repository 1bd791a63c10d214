import type { TestResponse, TestSystem } from '../system/system.ts';
import type { TestUser } from '../users/users.ts';
import { bodyCalls } from './body-calls.ts';

/** A feed call, whatever its method. */
export interface FeedCall {
  /** The function's name. */
  readonly name: string;
  readonly transfer: 'buffered' | 'stream';
  send(api: TestSystem, user: TestUser): Promise<TestResponse>;
}

/** The id of the item that {@link prepare} adds. */
const SHARED_ITEM = (user: TestUser) => `item-${user.id}`;

/** Gives a user one of everything that the calls read, replace or remove, bypassing the API. */
export async function prepare(api: TestSystem, user: TestUser): Promise<void> {
  await api.userData.query(
    `with secret as (
      insert into user_follow_secrets values (gen_random_uuid(), $1, 'a follow secret')
    ), message as (
      insert into user_inbox_items (id, user_id, encrypted_message)
      values (gen_random_uuid(), $1, array['\\x01', '\\x02']::bytea[])
    ), event as (
      insert into user_events values ($1, gen_random_uuid(), now(), now(), 'infinity', '\\x01', '\\x02')
    )
    insert into shared_items values ($2, $1, now(), 'infinity', '\\x01', decode(repeat('00', 16), 'hex'))`,
    [user.id, SHARED_ITEM(user)],
  );
}

const streamed = new Set(['user/get-many', 'event/get-many', 'inbox/get']);

/** All thirteen feed calls, each with a request that succeeds for a prepared user. */
export const feedCalls: readonly FeedCall[] = [
  ...bodyCalls.map(
    ({ name, method, path, body }): FeedCall => ({
      name,
      transfer: streamed.has(name) ? 'stream' : 'buffered',
      send: (api, user) => api.call(method, `/v2${path}`, body(user)),
    }),
  ),
  {
    name: 'user/get',
    transfer: 'stream',
    send: (api, user) => api.call('GET', `/v2/user/${user.id}`),
  },
  {
    name: 'shared-item/get',
    transfer: 'buffered',
    send: (api, user) => api.call('GET', `/v2/shareditem/${SHARED_ITEM(user)}`),
  },
];
