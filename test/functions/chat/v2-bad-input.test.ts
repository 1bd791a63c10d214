import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gives, says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { openSocket } from '../../support/chat/socket.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';
import { readAsApp } from '../../support/plan-v3/read-as-app.ts';
import { WEB_KEY } from '../../support/planner/counted-calls.ts';
import { modelExercise } from '../../support/planner/planner.ts';
import { ownProgram } from '../../support/planner/programs.ts';

const KIB = 1024;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
beforeEach(() => system.model.script(says('Hello.')));
afterEach(() => {
  for (const chat of open.splice(0)) chat.ws.terminate();
});

async function start(url = system.chatV2Url, options?: Parameters<typeof openPlain>[1]): Promise<PlainChat> {
  const chat = await openPlain(url, options);
  open.push(chat);
  return chat;
}

const hello = [{ type: 'messageResponse', message: 'Hello.' }, { type: 'done' }];
const update = [{ type: 'updateRequired', requiredVersion: 3 }, { type: 'done' }];

async function expectToGoOn(chat: PlainChat): Promise<void> {
  system.model.script(says('Hello.'));
  expect(await chat.call('SendMessage', 'Hi.', 3)).toEqual(hello);
}

describe('arguments', () => {
  it.each([
    [3, hello],
    [4, hello],
    [1e9, hello],
    [2, update],
    [0, update],
    [-7, update],
  ])('with version %d get their answer', async (version, expected) => {
    const chat = await start();
    expect(await chat.call('SendMessage', 'Hi.', version)).toEqual(expected);
    expect(await chat.call('Introduce', 'en-GB', version, 'pounds')).toEqual(expected);
    await expectToGoOn(chat);
  });

  it.each([
    [
      'SendMessage',
      ['Hi.', '3'],
      'Argument 2 of SendMessage: Invalid input: expected number, received string.',
    ],
    ['SendMessage', ['Hi.', 2.5], 'Argument 2 of SendMessage'],
    ['SendMessage', ['Hi.', null], 'Argument 2 of SendMessage'],
    ['SendMessage', ['Hi.', 1e300], 'Argument 2 of SendMessage'],
    ['SendMessage', ['Hi.', [3]], 'Argument 2 of SendMessage'],
    ['SendMessage', ['', 3], 'Argument 1 of SendMessage'],
    ['SendMessage', [3, 'Hi.'], 'Argument 1 of SendMessage'],
    ['SendMessage', ['Hi.'], 'SendMessage takes 2 arguments at /ai-chat-v2, and this call has 1.'],
    ['SendMessage', ['Hi.', 3, 3], 'SendMessage takes 2 arguments at /ai-chat-v2, and this call has 3.'],
    ['SendMessage', [], 'SendMessage takes 2 arguments at /ai-chat-v2, and this call has 0.'],
    ['Introduce', ['en-GB'], 'Introduce takes 3 arguments at /ai-chat-v2, and this call has 1.'],
    ['Introduce', ['en-GB', 3], 'Introduce takes 3 arguments at /ai-chat-v2, and this call has 2.'],
    ['Introduce', ['en-GB', 'pounds', 3], 'Argument 2 of Introduce'],
    ['RestartChat', [3], 'RestartChat takes 0 arguments at /ai-chat-v2, and this call has 1.'],
  ])('of %s, %j, are refused in words', async (method, values, complaint) => {
    const chat = await start();
    expect(await chat.call(method, ...values)).toEqual([
      { type: 'error', message: expect.stringContaining(complaint) },
    ]);
    expect(system.model.calls).toEqual([]);
    await expectToGoOn(chat);
  });

  it("of today's app at the older hub are refused in words", async () => {
    const chat = await start(system.chatUrl);
    for (const [method, ...values] of [
      ['SendMessage', 'Hi.', 3],
      ['Introduce', 'en-GB', 3, 'pounds'],
    ]) {
      expect(await chat.call(String(method), ...values)).toEqual([
        { type: 'error', message: expect.stringMatching(/takes 1 argument at \/ai-chat, and this call has/) },
      ]);
    }
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });

  it('that show a token the older way are refused, and never quoted; Authenticate is taken', async () => {
    const chat = await start(system.chatV2Url, { token: null });
    const refused = await chat.call('Introduce', 'Web', WEB_KEY);
    expect(refused).toEqual([{ type: 'error', message: expect.stringContaining('takes 3 arguments') }]);
    expect(JSON.stringify(refused)).not.toContain(WEB_KEY);
    expect(await chat.call('SendMessage', 'Hi.', 3)).toEqual([
      { type: 'error', message: expect.stringContaining('purchase token') },
    ]);
    expect(await chat.call('Authenticate', 'Web', WEB_KEY)).toEqual([{ type: 'done' }]);
    await expectToGoOn(chat);
  });
});

describe('a shared program', () => {
  const program = () => JSON.stringify(ownProgram());

  it('that is cut off gets an answer in words', async () => {
    const chat = await start();
    system.model.script();
    const cut = await chat.call('SendMessage', `Here it is: ${program().slice(0, -200)}`, 3);
    expect(cut.slice(-2)).toEqual([
      { type: 'messageResponse', message: expect.stringMatching(/breaks off/) },
      { type: 'done' },
    ]);
    const whole = await chat.call('SendMessage', `Here it is: ${program()}`, 3);
    expect(readAsApp(whole.at(-2)).name).toBe('My own');
  });

  /** As SignalR's clients send what they say: each message in one frame. */
  it('of 40 kB in one frame closes the connection, as API Gateway does', async () => {
    const chat = await openSocket(system.chatV2Url);
    chat.ws.send(JSON.stringify({ method: 'SendMessage', arguments: ['x'.repeat(40_000), 3] }));
    expect((await chat.closed).code).toBe(1009);
  });

  it('of 40 kB in several frames is refused in words, and one of 31 KiB is taken', async () => {
    const chat = await start();
    const text = (bytes: number) => {
      const filler = `{"filler":"${'x'.repeat(bytes)}`;
      return `${program()} ${filler}`.slice(0, bytes);
    };
    const send = (bytes: number) => {
      const message = Buffer.from(JSON.stringify({ method: 'SendMessage', arguments: [text(bytes), 3] }));
      for (let at = 0; at < message.length; at += 30 * KIB) {
        const fin = at + 30 * KIB >= message.length;
        chat.ws.send(message.subarray(at, at + 30 * KIB), { fin, binary: false });
      }
    };
    send(40_000);
    expect(await chat.nextObject()).toEqual({
      type: 'error',
      message: expect.stringMatching(/The message is too long.*32768/),
    });
    send(31 * KIB);
    expect(await chat.nextObject()).toEqual(hello[0]);
  });
});

describe('a model that answers', () => {
  it('with a plan of version 1 gives one of version 3', async () => {
    const chat = await start();
    const sessions = [{ name: 'Day 1', exercises: [modelExercise({ name: 'Row' })], notes: '' }];
    system.model.script(gives({ answer: { name: 'Old', description: 'Older', sessions } }));
    const messages = await chat.call('SendMessage', 'A plan.', 3);
    expect(messages.at(-1)).toEqual({ type: 'done' });
    expect(readAsApp(messages.at(-2)).sessions[0]?.exercises).toMatchObject([
      { name: 'Row', sets: [{ min: 8, max: 8 }, {}, {}], rules: [{ axis: 'load', step: 2.5 }] },
    ]);
    await expectToGoOn(chat);
  });

  it('with what nobody can train by is an error, and the chat goes on', async () => {
    const chat = await start();
    system.model.script(
      gives({ answer: { name: 'Nothing', description: '', sessions: [{ name: 'Day 1' }] } }),
    );
    expect((await chat.call('SendMessage', 'A plan.', 3)).at(-1)).toEqual({
      type: 'error',
      message: expect.stringContaining('no usable answer'),
      retryAfter: 1,
    });
    await expectToGoOn(chat);
  });

  it('in words that are held to no form gives words', async () => {
    const chat = await start();
    system.model.script(says('Just words.'));
    expect((await chat.call('SendMessage', 'Hi.', 3)).slice(-2)).toEqual([
      { type: 'messageResponse', message: 'Just words.' },
      { type: 'done' },
    ]);
  });
});
