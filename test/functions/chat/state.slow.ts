import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  fails,
  gives,
  hangs,
  refuses,
  says,
  speaks,
} from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';
import { countedCalls } from '../../support/planner/counted-calls.ts';

const MAX_ANSWERS = 12;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem({ CHAT_MAX_ANSWERS: MAX_ANSWERS, RATE_LIMIT_WEB_PER_DAY: 100 });
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
beforeEach(async () => {
  system.model.script(says('Hello.'));
  await system.rateLimit.query('delete from rate_limit_consumptions');
});
afterEach(() => Promise.all(open.splice(0).map((chat) => chat.close())));

async function start(options?: Parameters<typeof openPlain>[1]): Promise<PlainChat> {
  const chat = await openPlain(system.chatUrl, options);
  open.push(chat);
  return chat;
}

/** The messages of the model's latest call, without its instructions. */
const told = () => system.model.calls.at(-1)?.request.messages.slice(1);

describe('a conversation', () => {
  it('is what the model is told, with its own answers', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'One.');
    await chat.call('SendMessage', 'Two.');
    expect(told()).toEqual([
      { role: 'user', content: 'One.' },
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: 'Two.' },
    ]);
  });

  it('keeps its last 20 messages', async () => {
    const chat = await start();
    for (let turn = 1; turn <= MAX_ANSWERS; turn += 1) await chat.call('SendMessage', `Message ${turn}.`);
    expect(told()).toHaveLength(20);
    expect(told()?.at(-1)).toEqual({ role: 'user', content: `Message ${MAX_ANSWERS}.` });
    expect(JSON.stringify(told())).not.toContain('Message 1.');
    const { rows } = await system.userData.query('select count(*)::int as kept from chat_messages');
    expect(rows).toEqual([{ kept: 20 }]);
  });

  it('is forgotten by RestartChat', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'My knee hurts.');
    await chat.call('RestartChat');
    await chat.call('SendMessage', 'Hi.');
    expect(told()).toEqual([{ role: 'user', content: 'Hi.' }]);
  });

  it('does not hold a question that the model failed to answer', async () => {
    const chat = await start();
    system.model.script(fails(400), says('Hello.'));
    expect(await chat.call('SendMessage', 'One.')).toMatchObject([{ type: 'error' }]);
    await chat.call('SendMessage', 'Two.');
    expect(told()).toEqual([{ role: 'user', content: 'Two.' }]);
  });

  it('remembers of a stopped answer what was sent', async () => {
    const chat = await start();
    system.model.script(says('One two three four.', { piece: 8, pause: 1_500 }), says('Hello.'));
    const answering = chat.call('SendMessage', 'Count.');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBe(1);
    chat.send('{"method":"StopInProgress","arguments":[]}');
    await answering;
    // One of the two calls has ended; so does the other.
    expect(await chat.nextObject()).toEqual({ type: 'done' });
    await chat.call('SendMessage', 'Go on.');
    const [, answer] = told() ?? [];
    const shown = chat.messages.map((message) => JSON.parse(message).message);
    expect(shown).toContain(answer?.content);
  });

  it('is gone with its connection', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'Hi.');
    await chat.close();
    await expect
      .poll(async () => (await system.userData.query('select from chat_messages')).rowCount)
      .toBe(0);
    expect((await system.userData.query('select from chats')).rowCount).toBe(0);
  });
});

describe('a chat', () => {
  it('holds so many answers, and then says so', async () => {
    const chat = await start();
    for (let turn = 1; turn <= MAX_ANSWERS; turn += 1) {
      expect((await chat.call('SendMessage', 'Hi.')).at(-1)).toEqual({ type: 'done' });
    }
    expect(await chat.call('SendMessage', 'Hi.')).toEqual([
      {
        type: 'error',
        message: `A chat holds ${MAX_ANSWERS} answers, and this one is full. Open a new one.`,
      },
    ]);
    expect(system.model.calls).toHaveLength(MAX_ANSWERS);
  });

  it.each([
    ['cut off', () => cutsOff('{"answer":{"name":"A plan","description":"')],
    ['refused', () => refuses()],
    ['of no use', () => gives({ answer: { name: 'A plan', sessions: [] } })],
    ['broken off', () => breaksOff('{"answer":"Hello there"}', 16)],
  ])('gives no more answers than that, even when each is %s', async (_name, reply) => {
    const chat = await start();
    system.model.script(reply());
    for (let turn = 1; turn <= MAX_ANSWERS; turn += 1) {
      expect((await chat.call('SendMessage', 'Hi.')).at(-1)).toMatchObject({ type: 'error' });
    }
    system.model.script();
    expect(await chat.call('SendMessage', 'Hi.')).toMatchObject([
      { type: 'error', message: expect.stringContaining('this one is full') },
    ]);
    expect(system.model.calls).toHaveLength(0);
    expect(await countedCalls(system)).toBe(1);
  });

  it('counts answers that were stopped, after their first words or before', async () => {
    const chat = await start();
    const stop = () => chat.send('{"method":"StopInProgress","arguments":[]}');
    const answers = async () => (await system.userData.query('select answers from chats')).rows[0].answers;
    system.model.script(hangs());
    chat.send('{"method":"SendMessage","arguments":["One."]}');
    await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
    stop();
    await expect.poll(answers, { timeout: 10_000 }).toBe(1);
    system.model.script(speaks('One two.', { piece: [14, 100], pause: 60_000 }));
    chat.send('{"method":"SendMessage","arguments":["Two."]}');
    await expect.poll(answers, { timeout: 10_000 }).toBe(2);
    stop();
    await expect.poll(() => system.model.hungUp, { timeout: 10_000 }).toBe(1);
    expect(await answers()).toBe(2);
  });

  it('costs one call, however many answers it holds', async () => {
    const chat = await start();
    expect(await countedCalls(system)).toBe(0);
    await chat.call('SendMessage', 'One.');
    expect(await countedCalls(system)).toBe(1);
    await chat.call('SendMessage', 'Two.');
    expect(await countedCalls(system)).toBe(1);
  });

  it('that is restarted is a new one, with a call and a count of answers of its own', async () => {
    const chat = await start();
    for (let turn = 1; turn <= MAX_ANSWERS; turn += 1) await chat.call('SendMessage', 'Hi.');
    await chat.call('RestartChat');
    expect(await countedCalls(system)).toBe(1);
    for (let turn = 1; turn <= MAX_ANSWERS; turn += 1) {
      expect((await chat.call('SendMessage', 'Hi.')).at(-1)).toEqual({ type: 'done' });
    }
    expect(await countedCalls(system)).toBe(2);
    expect(await chat.call('SendMessage', 'Hi.')).toMatchObject([{ type: 'error' }]);
  });

  it('costs nothing as long as the model fails, and is opened by the first answer', async () => {
    const chat = await start();
    system.model.script(fails(400), says('Hello.'));
    await chat.call('SendMessage', 'One.');
    expect(await countedCalls(system)).toBe(0);
    await chat.call('SendMessage', 'Two.');
    expect(await countedCalls(system)).toBe(1);
  });

  it('costs nothing for what is no question', async () => {
    const chat = await start();
    await chat.call('SendMessage', '');
    await chat.call('StopInProgress');
    await chat.call('RestartChat');
    expect(await countedCalls(system)).toBe(0);
  });

  it('one too many is refused with the time to wait, and one that is open goes on', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'Hi.');
    await system.rateLimit.query(
      `update rate_limit_consumptions
       set requests = array(select now() - interval '23 hours' from generate_series(1, 100))`,
    );
    const late = await start();
    const [refusal, ...rest] = await late.call('SendMessage', 'Hi.');
    expect(rest).toEqual([]);
    expect(refusal).toMatchObject({
      type: 'error',
      message: expect.stringContaining('100 calls in 24 hours'),
    });
    expect(refusal.retryAfter).toBeGreaterThan(3_500);
    expect(refusal.retryAfter).toBeLessThanOrEqual(3_601);
    expect((await chat.call('SendMessage', 'Hi.')).at(-1)).toEqual({ type: 'done' });
    expect(system.model.calls).toHaveLength(2);
  });

  it('gives one answer at a time, whichever of many calls at once comes first', async () => {
    const chat = await start();
    system.model.script(says('Hello.', { thinking: 4_000 }));
    for (let call = 0; call < 8; call += 1) chat.send('{"method":"SendMessage","arguments":["Hi."]}');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBe(9);
    const ends = chat.messages.map((message) => JSON.parse(message));
    expect(ends.filter(({ type }) => type === 'error')).toHaveLength(7);
    expect(ends.at(-1)).toEqual({ type: 'done' });
    expect(system.model.calls).toHaveLength(1);
  });
});

describe('the call to the model ends within 2 s', () => {
  const WITHIN = { timeout: 2_000, interval: 50 };

  it.each([
    [
      'when the client stops it',
      (chat: PlainChat) => chat.send('{"method":"StopInProgress","arguments":[]}'),
    ],
    ['when the client restarts', (chat: PlainChat) => chat.send('{"method":"RestartChat","arguments":[]}')],
    ['when the client closes', (chat: PlainChat) => chat.ws.close()],
    ['when the client drops', (chat: PlainChat) => chat.ws.terminate()],
  ])('%s', async (_name, end) => {
    const chat = await start();
    system.model.script(hangs());
    chat.send('{"method":"SendMessage","arguments":["Hi."]}');
    await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
    end(chat);
    await expect.poll(() => system.model.hungUp, WITHIN).toBe(1);
  });

  it('when the connection is found dead while the answer grows', async () => {
    const chat = await start();
    system.model.script(says('word '.repeat(200), { piece: 5, pause: 100 }));
    chat.send('{"method":"SendMessage","arguments":["Hi."]}');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBeGreaterThan(1);
    system.sockets.faults.fail('GoneException');
    await expect.poll(() => system.model.hungUp, WITHIN).toBe(1);
    await expect.poll(async () => (await system.userData.query('select from chats')).rowCount).toBe(0);
  });
});
