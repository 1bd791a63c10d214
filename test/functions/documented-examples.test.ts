import { pbkdf2Sync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { example } from '../../lib/contract/docs/examples.ts';
import { documentedCalls } from '../../lib/contract/docs/index.ts';
import { needsPurchaseToken } from '../../lib/contract/route.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import type { TestResponse } from '../support/system/system.ts';

let api: ChatSystem;
beforeAll(async () => {
  api = await startChatSystem();
  await insertTheirUser();
});
afterAll(() => api.stop());

/** The user of whom the examples tell, with the password that they give. */
async function insertTheirUser(): Promise<void> {
  const salt = Buffer.alloc(64, 7);
  const hash = pbkdf2Sync(example.password, salt, 350_000, 64, 'sha512').toString('hex').toUpperCase();
  await api.userData.query(
    `insert into users
       (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, created, last_accessed)
     values ($1, $2, $3, $4, '', '', now(), now())`,
    [example.userId, example.lookup, hash, salt],
  );
}

/** In an order in which they work one after another. */
const order = [
  'createUser',
  'putUser',
  'getUser',
  'getUsers',
  'putFollowSecret',
  'putEvent',
  'getEvents',
  'putInbox',
  'getInbox',
  'createSharedItem',
  'getSharedItem',
  'makeWorkout',
  'makeSession',
  'negotiateChat',
  'negotiateChatV2',
  'getHealth',
  'getOpenApi',
  'getAsyncApi',
  'getDocs',
  'getRedoc',
  'deleteFollowSecret',
  'deleteUser',
];

/** Sends a call just as its example has it. */
async function send(operationId: string): Promise<TestResponse & { example: unknown }> {
  const call = documentedCalls.find(({ docs }) => docs.operationId === operationId);
  if (call === undefined) throw new Error(`There is no ${operationId}.`);
  const { route, docs } = call;
  const query = new URLSearchParams();
  let { path }: { path: string } = route;
  for (const [name, parameter] of Object.entries(docs.parameters ?? {})) {
    if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, parameter.example);
    else query.set(name, parameter.example);
  }
  const headers = needsPurchaseToken(route) ? { authorization: WEB_TOKEN } : {};
  const answer = await api.call(
    route.methods[0] ?? '',
    `/v2${path}?${query.toString()}`,
    docs.request,
    headers,
  );
  return { ...answer, example: docs.response.example };
}

test('there is an example of every call but redirections and the one for files that are named anew', () => {
  const all = documentedCalls
    .filter(({ docs }) => docs.isRedirection !== true)
    .map(({ docs }) => docs.operationId);
  expect([...order, 'getDocsFile'].toSorted()).toEqual(all.toSorted());
});

/** Values that the server generates. Their form is checked for every response of the tests. */
const madeUp: Readonly<Record<string, (answer: any, said: any) => unknown>> = {
  createUser: () => expect.anything(),
  getEvents: (answer, said) => ({
    events: [{ ...said.events[0], timestamp: answer.events[0].timestamp }],
    invalidFollowSecrets: [],
  }),
  getInbox: (answer, said) => ({
    inboxMessages: [{ ...said.inboxMessages[0], id: answer.inboxMessages[0].id }],
  }),
  createSharedItem: () => expect.anything(),
  makeWorkout: () => expect.anything(),
  makeSession: () => expect.anything(),
  negotiateChat: () => expect.anything(),
  negotiateChatV2: () => expect.anything(),
  getOpenApi: (_, said) => expect.objectContaining(said),
  getAsyncApi: (_, said) => expect.objectContaining(said),
  getDocs: (_, said) => expect.stringContaining(said),
  getRedoc: (_, said) => expect.stringContaining(said),
};

test('the examples work as they are, one after another', { timeout: 60_000 }, async () => {
  for (const operationId of order) {
    const { status, body, example: said } = await send(operationId);
    const expected = madeUp[operationId]?.(body, said) ?? said;
    expect({ operationId, status, body }).toEqual({ operationId, status: 200, body: expected });
    if (operationId === 'createSharedItem') {
      await api.userData.query('update shared_items set id = $1 where id = $2', [example.itemId, body.id]);
    }
  }
});
