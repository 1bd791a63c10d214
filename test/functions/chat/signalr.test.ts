import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gives, hangs, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import { planFor } from '../../../infra/local/scripted-model/plans.ts';
import { openSignalR, type SignalRChat } from '../../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const open: SignalRChat[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ connection }) => connection.stop())));
beforeEach(() => system.model.script());

async function start(options?: Parameters<typeof openSignalR>[1]): Promise<SignalRChat> {
  const chat = await openSignalR(system.chatUrl, options);
  open.push(chat);
  return chat;
}

describe.each([
  ['which negotiates', false],
  ['which skips the negotiation', true],
])('a SignalR client %s', (_name, skipNegotiation) => {
  it('gets an introduction in its language, growing until it is whole', async () => {
    const { connection, received } = await start({ skipNegotiation });
    system.model.script(speaks('Guten Tag! Ich bin dein Trainer.', { piece: 4, pause: 30 }));
    await connection.invoke('Introduce', 'de-DE');

    const texts = received.map((response) => response.type === 'messageResponse' && response.message);
    expect(texts.at(-1)).toBe('Guten Tag! Ich bin dein Trainer.');
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(texts.at(-1)).toContain(text);
    expect(texts).toEqual(texts.toSorted((a, b) => String(a).length - String(b).length));
    expect(system.model.calls[0]?.request.messages.at(-1)?.content).toContain('de-DE');
  });

  it('is refused with a token that is not valid', async () => {
    await expect(openSignalR(system.chatUrl, { skipNegotiation, token: 'Web wrong' })).rejects.toThrow();
  });
});

describe('a SignalR client', () => {
  it('sees a plan grow, each state of it a plan', async () => {
    const { connection, received } = await start();
    await connection.invoke('SendMessage', 'Make me a plan.');

    expect(received.length).toBeGreaterThan(0);
    const plans = received.map((response) => {
      if (response.type !== 'chatPlan') throw new Error(response.message);
      return response.plan;
    });
    for (const each of plans) {
      expect(each).toEqual({
        name: expect.any(String),
        description: expect.any(String),
        sessions: expect.any(Array),
      });
    }
    expect(plans.at(-1)?.sessions[0]?.exercises[0]).toMatchObject({
      restBetweenSets: { minRest: expect.stringMatching(/^\d\d:\d\d:\d\d$/) },
      supersetWithNext: false,
      link: '',
    });
  });

  it('is told of a token that is not valid by the status of the negotiation', async () => {
    await expect(openSignalR(system.chatUrl, { token: 'Web wrong' })).rejects.toMatchObject({
      message: expect.stringContaining("Status code '401'"),
    });
  });

  it('gets the answer of a call that it does not wait for', async () => {
    const { connection, received } = await start();
    system.model.script(says('Hello.'));
    await connection.send('SendMessage', 'Hi.');
    await expect.poll(() => received.at(-1)).toEqual({ type: 'messageResponse', message: 'Hello.' });
  });

  it('calls methods by names in any case', async () => {
    const { connection, received } = await start();
    system.model.script(says('Hello.'));
    await connection.invoke('sendmessage', 'Hi.');
    expect(received.at(-1)).toEqual({ type: 'messageResponse', message: 'Hello.' });
  });

  it.each([
    ['a method that there is not', ['Explode'], 'Unknown method'],
    ['too few arguments', ['SendMessage'], 'takes 1 argument'],
    ['too many arguments', ['StopInProgress', 1], 'takes 0 arguments'],
    ['an argument of another kind', ['SendMessage', 7], 'Argument 1 of SendMessage'],
    ['an empty text', ['SendMessage', ''], 'Argument 1 of SendMessage'],
    ['text that is no Unicode', ['SendMessage', '\ud800'], 'Argument 1 of SendMessage'],
  ])('is told of %s, and goes on', async (_name, [method = '', ...values], complaint) => {
    const { connection } = await start();
    await expect(connection.invoke(String(method), ...values)).rejects.toThrow(complaint);
    await expect(connection.invoke('RestartChat')).resolves.toBeUndefined();
  });

  it('stops an answer: what was sent stays, and the call ends well', async () => {
    const { connection, received } = await start();
    system.model.script(says('One two three four five six seven.', { piece: 4, pause: 1_000 }));
    const answering = connection.invoke('SendMessage', 'Count.');
    await expect.poll(() => received.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await connection.invoke('StopInProgress');
    await answering;
    await expect.poll(() => system.model.hungUp).toBe(1);
    const last = received.at(-1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(received.at(-1)).toEqual(last);
  });

  it('is told that an answer is running, which goes on', async () => {
    const { connection, received } = await start();
    system.model.script(speaks('A long answer.', { piece: 5, pause: 1_200 }));
    const first = connection.invoke('SendMessage', 'First.');
    await expect.poll(() => received.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await connection.invoke('SendMessage', 'Second.');
    const told = { type: 'messageResponse', message: expect.stringContaining('An answer is running') };
    expect(received).toContainEqual(told);
    await first;
    expect(received.at(-1)).toEqual({ type: 'messageResponse', message: 'A long answer.' });
    expect(system.model.calls).toHaveLength(1);
  });

  it('starts over right after a restart, with nothing of the old answer in the new one', async () => {
    const { connection, received } = await start();
    system.model.script(hangs(), says('A new beginning.'));
    const forgotten = connection.invoke('SendMessage', 'My knee hurts.');
    await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
    await connection.invoke('RestartChat');
    await connection.invoke('Introduce', 'en-GB');
    await forgotten;
    expect(received).toEqual([{ type: 'messageResponse', message: 'A new beginning.' }]);
    expect(JSON.stringify(system.model.calls[1]?.request.messages)).not.toContain('knee');
  });

  it('is told in words when the model fails, and can ask again', async () => {
    const { connection, received } = await start();
    system.model.script(says('{"answer":'), (request) => gives({ answer: planFor(request) }));
    await connection.invoke('SendMessage', 'A plan.');
    expect(received).toMatchObject([{ message: expect.stringContaining('The model') }]);
    await connection.invoke('SendMessage', 'A plan.');
    expect(received.at(-1)).toMatchObject({ type: 'chatPlan' });
  });
});
