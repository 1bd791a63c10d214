import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gives, hangs, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import type { ChatResponseV2 } from '../../../lib/contract/chat-v2.ts';
import { openSignalR, type SignalRChat } from '../../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../../support/chat/system.ts';
import { readAsApp } from '../../support/plan-v3/read-as-app.ts';
import { countedCalls } from '../../support/planner/counted-calls.ts';
import { OWN_NAMES, ownProgram } from '../../support/planner/programs.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

type Chat = SignalRChat<ChatResponseV2>;

const open: Chat[] = [];
beforeEach(async () => {
  system.model.script();
  await system.rateLimit.query('delete from rate_limit_consumptions');
});
afterEach(() => Promise.all(open.splice(0).map(({ connection }) => connection.stop())));

async function start(): Promise<Chat> {
  const chat = await openSignalR<ChatResponseV2>(system.chatV2Url);
  open.push(chat);
  return chat;
}

const textsOf = (received: readonly ChatResponseV2[]) =>
  received.map((response) => (response.type === 'messageResponse' ? response.message : response.type));

/** The newest plan, as the app reads it. */
const planOf = ({ received }: Chat) => readAsApp(received.at(-1));
const namesIn = ({ sessions }: ReturnType<typeof readAsApp>) =>
  sessions.flatMap(({ exercises }) => exercises.map(({ name }) => name));

const instructions = () => system.model.calls.at(-1)?.request.messages[0]?.content;
/** The messages of the model's latest call, without its instructions. */
const told = () => system.model.calls.at(-1)?.request.messages.slice(1) ?? [];

describe("today's app", () => {
  it('negotiates', async () => {
    const { status, body } = await system.call(
      'POST',
      '/ai-chat-v2/negotiate?negotiateVersion=1',
      undefined,
      {
        authorization: WEB_TOKEN,
      },
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { negotiateVersion: 1 } });
    const refused = await system.call('POST', '/ai-chat-v2/negotiate?negotiateVersion=1');
    expect(refused.status).toBe(401);
  });

  it('gets an introduction in its language, growing until it is whole', async () => {
    const { connection, received } = await start();
    system.model.script(speaks('Guten Tag! Ich bin dein Trainer.', { piece: 4, pause: 30 }));
    await connection.invoke('Introduce', 'de-DE', 3, 'kilograms');
    expect(received.length).toBeGreaterThan(2);
    expect(textsOf(received).at(-1)).toBe('Guten Tag! Ich bin dein Trainer.');
    expect(told()).toEqual([{ role: 'user', content: expect.stringContaining('de-DE') }]);
  });

  it('sees a plan grow, flat and whole each time, and has it changed', async () => {
    const chat = await start();
    await chat.connection.invoke('SendMessage', 'Make me a plan for 3 days.', 3);
    const plans = chat.received.map(readAsApp);
    expect(plans.length).toBeGreaterThan(0);
    const [before] = plans.slice(-1);
    expect(before?.sessions.map(({ exercises }) => exercises.length)).toEqual([4, 6, 4]);

    await chat.connection.invoke('SendMessage', 'Make day two shorter, please.', 3);
    expect(planOf(chat).sessions.map(({ exercises }) => exercises.length)).toEqual([4, 5, 4]);
    expect(namesIn(planOf(chat))).toEqual(
      namesIn(before ?? planOf(chat)).filter((name) => name !== 'Rowing Intervals'),
    );
  });

  it('shares a program, which is changed, its names kept to the letter', async () => {
    const chat = await start();
    const program = JSON.stringify(ownProgram());
    await chat.connection.invoke('SendMessage', `This is my program: ${program} Make it harder.`, 3);
    expect(namesIn(planOf(chat))).toEqual(OWN_NAMES);
    expect(planOf(chat).sessions[0]?.exercises[0]?.sets).toHaveLength(3);

    await chat.connection.invoke('SendMessage', 'And day one harder still.', 3);
    expect(namesIn(planOf(chat))).toEqual(OWN_NAMES);
    expect(planOf(chat).sessions.map(({ exercises }) => exercises[0]?.sets.length)).toEqual([4, 3]);
  });

  it.each([
    ['kilograms', /Every weight is in kilograms/],
    ['pounds', /Every weight is in pounds/],
    ['stone', /unless the person uses pounds/],
    ['', /unless the person uses pounds/],
    [null, /unless the person uses pounds/],
    [7, /unless the person uses pounds/],
  ])('whose weights are in %j is planned for in that, for the whole chat', async (unit, expected) => {
    const { connection } = await start();
    system.model.script(says('Hello.'));
    await connection.invoke('Introduce', 'en-US', 3, unit);
    expect(instructions()).toMatch(expected);
    for (let turn = 0; turn < 3; turn += 1) await connection.invoke('SendMessage', 'Hi.', 3);
    expect(instructions()).toMatch(expected);
    await connection.invoke('RestartChat');
    await connection.invoke('SendMessage', 'Hi again.', 3);
    expect(instructions()).toMatch(expected);
  });

  it('is planned for in the unit that it said last', async () => {
    const { connection } = await start();
    system.model.script(says('Hello.'));
    await connection.invoke('Introduce', 'en-US', 3, 'pounds');
    await connection.invoke('Introduce', 'en-US', 3, 'kilograms');
    await connection.invoke('SendMessage', 'Hi.', 3);
    expect(instructions()).toMatch(/Every weight is in kilograms/);
    await connection.invoke('Introduce', 'en-US', 3, 'none');
    expect(instructions()).toMatch(/unless the person uses pounds/);
  });

  it('is remembered with plans in the form that the model is asked for', async () => {
    const { connection } = await start();
    await connection.invoke('SendMessage', 'Make me a plan.', 3);
    system.model.script(says('Fine.'));
    await connection.invoke('SendMessage', 'Thanks.', 3);
    expect(told().map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(JSON.parse(told()[1]?.content ?? '')).toMatchObject({ answer: { sessions: [{}, {}, {}] } });
  });

  it('stops an answer without waiting for the call: what was sent of a plan stays, and is remembered', async () => {
    const { connection, received } = await start();
    const sessions = ownProgram().sessions;
    const answer = { name: 'A plan', description: '', sessions };
    system.model.script(gives({ answer }, { piece: 150, pause: 700 }), says('Hello.'));
    const answering = connection.invoke('SendMessage', 'A plan, please.', 3);
    await expect.poll(() => received.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await connection.send('StopInProgress');
    await answering;
    const last = received.at(-1);
    expect(readAsApp(last).name).toMatch(/^A/);
    await connection.invoke('SendMessage', 'Hi.', 3);
    expect(told()[1]).toEqual({ role: 'assistant', content: expect.stringContaining('"answer":{"name":"A') });
  });

  it('starts over after a restart that it does not wait for', async () => {
    const { connection, received } = await start();
    system.model.script(hangs(), says('A new beginning.'));
    const forgotten = connection.invoke('SendMessage', 'My knee hurts.', 3);
    await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
    await connection.send('RestartChat');
    await connection.invoke('Introduce', 'en-GB', 3, 'pounds');
    await forgotten;
    expect(textsOf(received)).toEqual(['A new beginning.']);
    expect(JSON.stringify(told())).not.toContain('knee');
  });

  it('counts a chat once, and nothing for what needs an update', async () => {
    const { connection, received } = await start();
    await connection.invoke('Introduce', 'en-GB', 2, 'pounds');
    await connection.invoke('SendMessage', 'My knee hurts.', 0);
    expect(received).toEqual([
      { type: 'updateRequired', requiredVersion: 3 },
      { type: 'updateRequired', requiredVersion: 3 },
    ]);
    expect(system.model.calls).toEqual([]);
    expect(await countedCalls(system)).toBe(0);

    system.model.script(says('Hello.'));
    await connection.invoke('SendMessage', 'Hi.', 3);
    await connection.invoke('SendMessage', 'Hi again.', 3);
    expect(JSON.stringify(told())).not.toContain('knee');
    expect(instructions()).toMatch(/unless the person uses pounds/);
    expect(await countedCalls(system)).toBe(1);
  });
});
