import { type BodyCall, bodyCall, bodyCalls } from '../../calls/body-calls.ts';
import { prepare } from '../../calls/feed-calls.ts';
import type { ChatSystem } from '../../chat/system.ts';
import { leaveMessages, untilEnded } from '../../feed/inbox.ts';
import type { TestResponse } from '../../system/system.ts';
import { insertUser } from '../../users/known-users.ts';
import type { TestUser } from '../../users/users.ts';
import type { Caller, MatrixCall } from './call.ts';
import { type Reply, replyOf } from './reply.ts';

/** Sends a request whose response may be cut off. */
export async function ask(send: () => Promise<TestResponse>): Promise<Reply> {
  let response: TestResponse;
  try {
    response = await send();
  } catch {
    return { kind: 'cut off' };
  }
  return replyOf(response);
}

/** A client that sends the same body each time, as in a retry. */
function callerOf(system: ChatSystem, call: BodyCall, user: TestUser): Caller {
  const { name, method, path, body: bodyOf } = call;
  const isTaking = name === 'inbox/get';
  const body = bodyOf(user);
  return {
    send: async () => {
      const linesBefore = system.logLines.length;
      const reply = await ask(() => system.call(method, `/v2${path}`, body));
      if (isTaking) await untilEnded(system, linesBefore);
      return reply;
    },
  };
}

async function preparedUser(system: ChatSystem): Promise<TestUser> {
  const user = await insertUser(system);
  await prepare(system, user);
  return user;
}

/** Messages that a crashed process did not delete are delivered again after a quarter of an hour. */
const taking: Partial<MatrixCall> = {
  kind: 'handing out',
  beforeRetry: async ({ userData }) => {
    await userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);
  },
};
const takingOf = ({ name }: BodyCall) => (name === 'inbox/get' ? taking : {});

const small = bodyCalls.map((call): MatrixCall => {
  const { name, method, path } = call;
  const own = {
    name: `${method} ${path}`,
    functions: [name],
    prepare: async (system: ChatSystem) => callerOf(system, call, await preparedUser(system)),
  };
  return Object.assign(own, takingOf(call));
});

const byPath: readonly MatrixCall[] = [
  {
    name: 'GET /user/{idOrLookup}',
    functions: ['user/get'],
    prepare: async (system) => {
      const { id } = await preparedUser(system);
      return { send: () => ask(() => system.call('GET', `/v2/user/${id}`)) };
    },
  },
  {
    name: 'GET /shareditem/{id}',
    functions: ['shared-item/get'],
    prepare: async (system) => {
      const { id } = await preparedUser(system);
      return { send: () => ask(() => system.call('GET', `/v2/shareditem/item-${id}`)) };
    },
  },
];

/** A call with more data, whose response takes several pages. */
function large(
  name: string,
  what: string,
  more: (system: ChatSystem, user: TestUser) => Promise<unknown>,
): MatrixCall {
  const call = bodyCall(name);
  return {
    name: `${call.method} ${call.path}, ${what}`,
    functions: [name],
    ...takingOf(call),
    prepare: async (system) => {
      const user = await preparedUser(system);
      await more(system, user);
      return callerOf(system, call, user);
    },
  };
}

/** Every call of the feed, slowest first; those with paged responses also with several pages. */
export const feedCalls: readonly MatrixCall[] = [
  large('inbox/get', 'several pages', (system, user) => leaveMessages(system, user, 60, 20)),
  large('user/get-many', 'a large picture', ({ userData }, { id }) =>
    userData.query(
      `update users set encrypted_profile_picture = decode(repeat('ab', 650000), 'hex') where id = $1`,
      [id],
    ),
  ),
  large('event/get-many', 'several pages', ({ userData }, { id }) =>
    userData.query(
      `insert into user_events
       select $1, gen_random_uuid(), now(), now(), 'infinity', decode(repeat('ab', 5000), 'hex'), '\\x02'
       from generate_series(1, 150)`,
      [id],
    ),
  ),
  ...small,
  ...byPath,
];
