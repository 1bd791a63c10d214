import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fails, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

const END = '\u001e';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
beforeEach(async () => {
  system.model.script(says('Hello.'));
  system.dataApi.faults.clear();
  await system.rateLimit.query('delete from rate_limit_consumptions');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((chat) => chat.close()));
  await vi.waitUntil(async () => (await chats()).length === 0, { timeout: 10_000 });
});

async function start(options?: Parameters<typeof openPlain>[1]): Promise<PlainChat> {
  const chat = await openPlain(system.chatUrl, options);
  open.push(chat);
  return chat;
}

const hello = [{ type: 'messageResponse', message: 'Hello.' }, { type: 'done' }];

/** Columns of the chats that are open. */
const chats = async () => (await system.userData.query('select * from chats order by created')).rows;

const counted = async () =>
  (await system.rateLimit.query('select requests from rate_limit_consumptions')).rows;

/** The messages of the model's latest call, without its instructions. */
const told = () =>
  system.model.calls
    .at(-1)
    ?.request.messages.slice(1)
    .map(({ content }) => content);

const isBegun = async () => (await chats())[0]?.answer_id !== null;

describe('an answer', () => {
  it('is given up by a worker that lost its claim, which leaves that of the other alone', async () => {
    const chat = await start();
    system.model.script(speaks('One two three four five six.', { piece: 8, pause: 1_000 }));
    chat.send('{"method":"SendMessage","arguments":["Count."]}');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBeGreaterThan(0);
    // As a question does that was sent again, and arrived late.
    await system.userData.query('update chats set answer_worker = gen_random_uuid()');
    const [taken] = await chats();
    await expect.poll(() => system.model.hungUp, { timeout: 5_000 }).toBe(1);
    await expect.poll(() => chat.messages.at(-1), { timeout: 10_000 }).toBe('{"type":"done"}');
    const [left] = await chats();
    expect([left.answer_id, left.answer_worker]).toEqual([taken.answer_id, taken.answer_worker]);
    const { rows } = await system.userData.query('select role from chat_messages');
    expect(rows).toEqual([{ role: 'user' }]);
  });

  it('is not given by a late task of an answer that is over', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'One.');
    const [{ connection_id: connectionId }] = await chats();
    const place = { conversation: 0, number: 2, position: 3 };
    const task = {
      hub: '/ai-chat',
      connectionId,
      protocol: 'plain',
      answerId: crypto.randomUUID(),
      ...place,
    };
    await system.userData.query('update chats set answer_id = gen_random_uuid(), answer_seen = now()');
    await system.functions.invoke('chat/answer', task);
    expect(system.model.calls).toHaveLength(1);
    expect(chat.messages).toHaveLength(2);
  });

  it('that takes its time counts once', async () => {
    const chat = await start();
    system.model.script(speaks('One two three four.', { piece: 8, pause: 900 }));
    await chat.call('SendMessage', 'Count.');
    expect(await chats()).toMatchObject([{ answers: 1 }]);
  });

  it('that is stopped before it began costs nothing, and the model is not asked', async () => {
    const chat = await start();
    system.dataApi.faults.delay(2_000, { when: ({ sql = '' }) => sql.includes('claimed as') });
    chat.send('{"method":"SendMessage","arguments":["One."]}');
    await expect.poll(isBegun, { timeout: 10_000 }).toBe(true);
    chat.send('{"method":"StopInProgress","arguments":[]}');
    await expect
      .poll(() => chat.messages, { timeout: 10_000 })
      .toEqual(['{"type":"done"}', '{"type":"done"}']);
    expect(system.model.calls).toEqual([]);
    expect(await chats()).toMatchObject([{ answers: 0, answer_id: null }]);
    expect(await counted()).toEqual([{ requests: [] }]);
  });

  it('that nobody has begun is waited for a minute, and no longer', async () => {
    const chat = await start();
    const lose = (seconds: number) =>
      system.userData.query(
        `update chats set answer_id = gen_random_uuid(), answer_worker = null,
           answer_seen = now() - make_interval(secs => $1)`,
        [seconds],
      );
    await lose(51);
    expect(await chat.call('SendMessage', 'One.')).toMatchObject([
      { type: 'error', message: expect.stringContaining('An answer is running') },
    ]);
    await lose(61);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
  });
});

describe('a conversation', () => {
  it('holds nothing of an answer that was begun before a restart', async () => {
    const chat = await start();
    system.model.script(speaks('One two three four.', { piece: 8, pause: 1_500 }), says('Hello.'));
    chat.send('{"method":"SendMessage","arguments":["My knee hurts."]}');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBeGreaterThan(0);
    chat.send('{"method":"RestartChat","arguments":[]}');
    const ends = () => chat.messages.filter((message) => message === '{"type":"done"}');
    await expect.poll(ends, { timeout: 10_000 }).toHaveLength(2);
    chat.send('{"method":"SendMessage","arguments":["Hi."]}');
    await expect.poll(ends, { timeout: 10_000 }).toHaveLength(3);
    expect(told()).toEqual(['Hi.']);
  });

  it('of a chat that grows, restarts or closes leaves others alone', async () => {
    const other = await start();
    await other.call('SendMessage', 'My knee hurts.');
    const chat = await start();
    const goOn = async () => {
      await other.call('SendMessage', 'Go on.');
      return told();
    };
    await system.userData.query('update chats set last_position = 100 where answers = 0');
    await chat.call('SendMessage', 'Hi.');
    expect(await goOn()).toEqual(['My knee hurts.', 'Hello.', 'Go on.']);
    await chat.call('RestartChat');
    expect(await goOn()).toContain('My knee hurts.');
    await chat.close();
    await expect.poll(async () => (await chats()).length, { timeout: 10_000 }).toBe(1);
    expect(await goOn()).toContain('My knee hurts.');
  });

  it('that the model fails to answer forgets its last question, and no other', async () => {
    const chat = await start();
    system.model.script(says('Hello.'), fails(400), says('Hello.'));
    await chat.call('SendMessage', 'One.');
    await chat.call('SendMessage', 'Two.');
    await chat.call('SendMessage', 'Three.');
    expect(told()).toEqual(['One.', 'Hello.', 'Three.']);
  });
});

it('a chat that has spoken does not go on in the other protocol', async () => {
  const chat = await start();
  await chat.call('SendMessage', 'One.');
  for (const record of [
    { protocol: 'json', version: 1 },
    { type: 1, invocationId: '1', target: 'SendMessage', arguments: ['Two.'] },
  ]) {
    chat.send(JSON.stringify(record) + END);
    expect(await chat.next()).toContain('other protocol');
  }
  expect(system.model.calls).toHaveLength(1);
});

it('a chat that is over says so to a call that ends something', async () => {
  const chat = await start();
  await system.userData.query('delete from chats');
  for (const method of ['StopInProgress', 'RestartChat']) {
    expect(await chat.call(method)).toEqual([
      { type: 'error', message: 'This chat is over. Connect again.' },
    ]);
  }
});

it('a call without arguments may leave them out', async () => {
  const chat = await start();
  chat.send('{"method":"StopInProgress"}');
  expect(await chat.nextObject()).toEqual({ type: 'done' });
});

it('text that no store hands out is no token', async () => {
  const chat = await start({ token: null });
  expect(await chat.call('Authenticate', 'Web', 'a token')).toEqual([
    { type: 'error', message: expect.stringContaining('must be one of') },
  ]);
});
