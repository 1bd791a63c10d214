import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { says, speaks } from '../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../support/chat/plain.ts';
import { openSocket } from '../support/chat/socket.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../support/chat/system.ts';
import { WEB_KEY } from '../support/planner/counted-calls.ts';

const END = '\u001e';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const open: Pick<PlainChat, 'close'>[] = [];
beforeEach(() => system.model.script(says('Hello.')));
afterEach(async () => {
  await Promise.all(open.splice(0).map((chat) => chat.close()));
  await vi.waitUntil(async () => (await system.userData.query('select from chats')).rowCount === 0, {
    timeout: 10_000,
  });
});

async function start(options?: Parameters<typeof openPlain>[1]): Promise<PlainChat> {
  const chat = await openPlain(system.chatUrl, options);
  open.push(chat);
  return chat;
}

/** The messages of the model's latest call, without its instructions. */
const told = () => system.model.calls.at(-1)?.request.messages.slice(1);

const goOn = async (chat: PlainChat) => {
  expect((await chat.call('SendMessage', 'Go on.')).at(-1)).toEqual({ type: 'done' });
  return told()?.map(({ content }) => content);
};

async function negotiate(): Promise<{ connectionId: string; connectionToken: string }> {
  const headers = { authorization: WEB_TOKEN };
  const { body } = await system.call('POST', '/ai-chat/negotiate?negotiateVersion=1', '', headers);
  return body;
}

/** API Gateway's id of the only chat that is open. */
async function gatewayId(): Promise<string> {
  const { rows } = await system.userData.query<{ id: string }>('select connection_id as id from chats');
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? '';
}

describe('the ids of a negotiation', () => {
  it.each([
    ['no token', null],
    ['a wrong token', 'Web wrong'],
  ])('open nothing with %s', async (_name, token) => {
    const { connectionId, connectionToken } = await negotiate();
    for (const id of [connectionId, connectionToken]) {
      await expect(openSocket(system.chatUrl, { token, query: `id=${id}` })).rejects.toThrow(/^401/);
    }
  });

  it('are others each time', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, negotiate));
    expect(new Set(ids.flatMap((each) => [each.connectionId, each.connectionToken])).size).toBe(20);
  });

  it('used twice open two chats that know nothing of each other', async () => {
    const query = `id=${(await negotiate()).connectionToken}`;
    const first = await start({ query });
    await first.call('SendMessage', 'My knee hurts.');
    const replayed = await start({ query });
    expect(await goOn(replayed)).toEqual(['Go on.']);
    await replayed.call('RestartChat');
    expect(await goOn(first)).toEqual(['My knee hurts.', 'Hello.', 'Go on.']);
  });
});

describe("another chat's id", () => {
  it('opens nothing of it, while it is open and when it is over', async () => {
    const other = await start();
    await other.call('SendMessage', 'My knee hurts.');
    const query = `id=${encodeURIComponent(await gatewayId())}`;
    expect(await goOn(await start({ query }))).toEqual(['Go on.']);
    await other.close();
    expect(await goOn(await start({ query }))).toEqual(['Go on.']);
  });

  it('in a message names nobody', async () => {
    const other = await start();
    await other.call('SendMessage', 'My knee hurts.');
    const id = await gatewayId();
    const chat = await start();
    const names = { connectionId: id, connection_id: id, id, requestContext: { connectionId: id } };
    for (const method of ['RestartChat', 'StopInProgress']) {
      chat.send(JSON.stringify({ method, arguments: [], ...names }));
      expect(await chat.nextObject()).toEqual({ type: 'done' });
    }
    chat.send(JSON.stringify({ method: 'RestartChat', arguments: [id] }));
    expect(await chat.nextObject()).toMatchObject({ type: 'error' });
    expect(await goOn(other)).toEqual(['My knee hurts.', 'Hello.', 'Go on.']);
  });
});

it('nobody stops the answer of another chat, or hears of it', async () => {
  const asking = await start();
  const meddling = await start();
  system.model.script(speaks('One two three four five.', { piece: 5, pause: 300 }));
  asking.send('{"method":"SendMessage","arguments":["Count."]}');
  await expect.poll(() => asking.messages.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await meddling.call('StopInProgress')).toEqual([{ type: 'done' }]);
  expect(await meddling.call('RestartChat')).toEqual([{ type: 'done' }]);
  await expect.poll(() => asking.messages.at(-1), { timeout: 10_000 }).toBe('{"type":"done"}');
  expect(asking.messages.at(-2)).toContain('One two three four five.');
  expect(meddling.messages).toHaveLength(2);
});

it("an invocation id is its own chat's: each gets one completion of its own", async () => {
  const chats = await Promise.all([openSocket(system.chatUrl), openSocket(system.chatUrl)]);
  open.push(...chats);
  for (const chat of chats) {
    chat.send(`{"protocol":"json","version":1}${END}`);
    expect(await chat.next()).toBe(`{}${END}`);
    chat.send(`{"type":1,"invocationId":"1","target":"SendMessage","arguments":["Hi."]}${END}`);
  }
  const completions = (messages: readonly string[]) => messages.filter((text) => text.includes('"type":3'));
  for (const { messages } of chats) {
    await expect.poll(() => completions(messages).length, { timeout: 10_000 }).toBe(1);
  }
  // A completion that the server sends is taken from nobody: it neither ends nor answers a call.
  chats[0].send(`{"type":3,"invocationId":"1","result":null}${END}{"type":6}${END}`);
  await expect.poll(() => chats[0].messages.at(-1)).toBe(`{"type":6}${END}`);
  for (const { messages } of chats) expect(completions(messages)).toHaveLength(1);
});

it('a token shown in one chat pays for no other', async () => {
  const paid = await start();
  const unpaid = await start({ token: null });
  await paid.call('SendMessage', 'Hi.');
  expect(await unpaid.call('SendMessage', 'Hi.')).toEqual([
    { type: 'error', message: expect.stringContaining('purchase token') },
  ]);
});

it('nor does one that is shown by Authenticate', async () => {
  const paid = await start({ token: null });
  const unpaid = await start({ token: null });
  expect(await paid.call('Authenticate', 'Web', WEB_KEY)).toEqual([{ type: 'done' }]);
  expect(await unpaid.call('SendMessage', 'Hi.')).toEqual([
    { type: 'error', message: expect.stringContaining('purchase token') },
  ]);
});
