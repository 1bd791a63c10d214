import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  breaksOff,
  cutsOff,
  fails,
  filters,
  gives,
  hangs,
  limitsRate,
  refuses,
  says,
  sends,
  speaks,
} from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { openSignalR } from '../../support/chat/signalr.ts';
import { openSocket } from '../../support/chat/socket.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem({ OPENAI_TIMEOUT: 1_000 });
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
beforeEach(async () => {
  system.model.script(says('Hello.'));
  for (const { faults } of [system.dataApi, system.lambdaApi, system.sockets]) faults.clear();
  await system.rateLimit.query('delete from rate_limit_consumptions');
});
afterEach(() => Promise.all(open.splice(0).map((chat) => chat.close())));

async function start(): Promise<PlainChat> {
  const chat = await openPlain(system.chatUrl);
  open.push(chat);
  return chat;
}

const hello = [{ type: 'messageResponse', message: 'Hello.' }, { type: 'done' }];

async function countedCalls(): Promise<number> {
  const { rows } = await system.rateLimit.query(
    'select coalesce(sum(cardinality(requests)), 0)::int as calls from rate_limit_consumptions',
  );
  return rows[0].calls;
}

/** Answers of the only chat. */
async function countedAnswers(): Promise<number> {
  const { rows } = await system.userData.query('select answers from chats');
  return rows[0]?.answers;
}

/** Statements by a part of their text. */
const statement = (part: string) => ({ when: ({ sql = '' }: { sql?: string }) => sql.includes(part) });

describe('a question is answered once and in order', () => {
  it.each([
    ['the database resumes when it is asked', 'begun as', 'DatabaseResumingException'],
    ['the database fails once when it is asked', 'begun as', 'InternalServerErrorException'],
    ['the database fails once when the answer begins', 'claimed as', 'InternalServerErrorException'],
    ['the database fails once when the answer ends', 'finished as', 'InternalServerErrorException'],
  ] as const)('when %s', async (_name, part, error) => {
    const chat = await start();
    system.dataApi.faults.fail(error, statement(part));
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
    expect(await countedCalls()).toBe(1);
  });

  it.each([
    ['taken down', 'begun as'],
    ['counted', 'rate_limit_consumptions'],
    ['begun', 'claimed as'],
    ['ended', 'finished as'],
  ])('when the database says nothing of having it %s', async (_name, part) => {
    const chat = await start();
    system.dataApi.faults.loseResponse(statement(part));
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
    expect(await countedCalls()).toBe(1);
    expect(system.model.calls.at(-1)?.request.messages).toHaveLength(4);
  });

  it('when Lambda delivers it twice', async () => {
    const chat = await start();
    system.lambdaApi.faults.deliverTwice();
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
    expect(system.model.calls).toHaveLength(2);
    expect(chat.messages).toHaveLength(4);
  });

  it.each([
    ['is busy for a moment', () => system.lambdaApi.faults.fail('TooManyRequestsException')],
    ['takes it and says nothing', () => system.lambdaApi.faults.loseResponse()],
    ['is not reached at once', () => system.lambdaApi.faults.cutConnection()],
  ])('when Lambda %s', async (_name, order) => {
    const chat = await start();
    order();
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(system.model.calls).toHaveLength(1);
  });

  it.each([
    ['is busy for a moment', () => system.sockets.faults.fail('LimitExceededException')],
    ['fails once', () => system.sockets.faults.fail('InternalServerErrorException')],
    ['is not reached at once', () => system.sockets.faults.cutConnection()],
  ])('when the way to the client %s', async (_name, order) => {
    const chat = await start();
    order();
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
  });

  it('when the way to the client says nothing of what it has sent', async () => {
    const chat = await start();
    system.sockets.faults.loseResponse();
    const messages = await chat.call('SendMessage', 'One.');
    expect(messages.at(-2)).toEqual(hello[0]);
    expect(messages.at(-1)).toEqual(hello[1]);
  });
});

describe('a question that can not be answered is refused in words, costs nothing and can be asked again', () => {
  it.each([
    ['answers with an error', () => fails(500), 'The model failed'],
    ['is busy', () => limitsRate(), 'The model is busy'],
    ['says nothing', () => hangs(), 'took too long'],
    ['sends nonsense', () => sends('<html>', 'text/html'), 'The model'],
  ])('when the model %s', async (_name, script, complaint) => {
    const chat = await start();
    system.model.script(script());
    const messages = await chat.call('SendMessage', 'One.');
    expect(messages.at(-1)).toMatchObject({ type: 'error', message: expect.stringContaining(complaint) });
    expect(await countedCalls()).toBe(0);
    system.model.script(says('Hello.'));
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(await countedCalls()).toBe(1);
  });

  it('when Lambda takes nothing', async () => {
    const chat = await start();
    system.lambdaApi.faults.fail('TooManyRequestsException', { times: 10 });
    expect(await chat.call('SendMessage', 'One.')).toEqual([
      { type: 'error', message: expect.stringContaining('not available'), retryAfter: 5 },
    ]);
    expect(await countedCalls()).toBe(0);
    system.lambdaApi.faults.clear();
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
  });

  it.each([
    ['the question', 'begun as'],
    ['the count', 'rate_limit_consumptions as'],
    ['the answer', 'claimed as'],
  ])('when the database does not take %s', async (_name, part) => {
    const chat = await start();
    system.dataApi.faults.fail('ForbiddenException', { ...statement(part), times: 10 });
    const [refusal, ...rest] = await chat.call('SendMessage', 'One.');
    expect(refusal).toMatchObject({ type: 'error' });
    expect(rest).toEqual([]);
    system.dataApi.faults.clear();
    expect(await countedCalls()).toBe(0);
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
  });
});

it('an answer is complete for the client though it can not be remembered', async () => {
  const chat = await start();
  system.dataApi.faults.fail('ForbiddenException', { ...statement('finished as'), times: 10 });
  expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
});

describe('an answer that comes to nothing has cost tokens, and counts', () => {
  it.each([
    ['refuses', () => refuses(), 'refused'],
    ['filters', () => filters(), 'refused'],
    ['falls silent', () => says('One two', { piece: 3, pause: 5_000 }), 'took too long'],
    ['breaks off', () => breaksOff('One two three', 5), 'The model'],
    ['is cut off', () => cutsOff('{"answer":{"name":"A'), 'cut off'],
    ['gives half a plan', () => says('{"answer":{"name":"A'), 'The model'],
    ['gives no plan', () => gives({ answer: { sessions: 7 } }), 'The model'],
  ])('when the model %s', async (_name, script, complaint) => {
    const chat = await start();
    system.model.script(script());
    const messages = await chat.call('SendMessage', 'One.');
    expect(messages.at(-1)).toMatchObject({ type: 'error', message: expect.stringContaining(complaint) });
    expect(await countedCalls()).toBe(1);
    expect(await countedAnswers()).toBe(1);
    system.model.script(says('Hello.'));
    expect(await chat.call('SendMessage', 'One.')).toEqual(hello);
    expect(await countedCalls()).toBe(1);
    expect(await countedAnswers()).toBe(2);
  });

  it('when the client is gone after the first words', async () => {
    const chat = await start();
    system.model.script(speaks('One two three.', { piece: [15, 100], pause: 60_000 }));
    chat.send('{"method":"SendMessage","arguments":["Count."]}');
    await expect.poll(() => chat.messages.length, { timeout: 10_000 }).toBe(1);
    chat.ws.terminate();
    await expect.poll(() => system.model.hungUp, { timeout: 5_000 }).toBe(1);
    expect(await countedCalls()).toBe(1);
  });

  it('when its function dies after the first words', async () => {
    const chat = await start();
    system.model.script(speaks('One two three.', { piece: [15, 100], pause: 60_000 }));
    const answering = chat.call('SendMessage', 'Count.');
    await expect.poll(countedAnswers, { timeout: 10_000 }).toBe(1);
    system.functions.kill('chat/answer');
    expect((await answering).at(-1)).toMatchObject({ message: expect.stringContaining('was lost') });
    expect(await countedCalls()).toBe(1);
    expect(await countedAnswers()).toBe(1);
  });
});

describe('an answer whose function has crashed', () => {
  /** The state after a crash: an answer that no function is giving. */
  const lose = (seconds: number) =>
    system.userData.query(
      `update chats set answer_id = gen_random_uuid(), answer_worker = gen_random_uuid(),
         answer_seen = now() - make_interval(secs => $1)`,
      [seconds],
    );

  it.each(['StopInProgress', 'RestartChat'])('is given up by %s', async (method) => {
    const chat = await start();
    await lose(16);
    expect(await chat.call(method)).toEqual([{ type: 'done' }]);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
  });

  it('makes room for the next one', async () => {
    const chat = await start();
    await lose(16);
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
  });

  it('is waited for as long as it may still be there', async () => {
    const chat = await start();
    await lose(10);
    expect(await chat.call('SendMessage', 'Two.')).toMatchObject([
      { type: 'error', message: expect.stringContaining('An answer is running') },
    ]);
  });
});

/** Kills the function's process while the model thinks. */
async function crash(): Promise<void> {
  await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
  system.functions.kill('chat/answer');
}

describe('a client whose answer crashes is told, pays nothing and can ask again', () => {
  it('in plain JSON', async () => {
    const chat = await start();
    system.model.script(hangs());
    void crash();
    expect(await chat.call('SendMessage', 'One.')).toEqual([
      { type: 'error', message: 'The answer was lost on our side. Ask again.', retryAfter: 1 },
    ]);
    expect(await countedCalls()).toBe(0);
    system.model.script(says('Hello.'));
    expect(await chat.call('SendMessage', 'Two.')).toEqual(hello);
  });

  it('in SignalR', async () => {
    const { connection, received } = await openSignalR(system.chatUrl);
    system.model.script(hangs());
    void crash();
    await connection.invoke('SendMessage', 'One.');
    expect(received).toMatchObject([{ message: expect.stringContaining('The answer was lost') }]);
    await connection.stop();
  });
});

it('a handshake that the database does not take is refused in words', async () => {
  const socket = await openSocket(system.chatUrl);
  system.dataApi.faults.fail('ForbiddenException', { times: 10 });
  socket.send('{"protocol":"json","version":1}\u001e');
  expect(await socket.next()).toBe('{"error":"Something went wrong on our side."}\u001e');
  await socket.close();
});
