import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { breaksOff, gives, says, speaks } from '../../../../infra/local/scripted-model/index.ts';
import { type ChatSystem, startChatSystem, WEB_KEY } from '../../../support/chat/system.ts';
import { freePort } from '../../../support/system/ports.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());
beforeEach(() => system.model.script());

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

interface Chat {
  /** What it printed, once it has ended. */
  readonly ended: Promise<{ code: number | null; answers: string; problems: string }>;
}

/** `npm run chat` in a pipe. @param lines what is written to it. */
function chat(lines: readonly string[], ...options: string[]): Chat {
  const { PATH } = process.env;
  const child = spawn(
    process.execPath,
    ['infra/local/commands/chat/main.ts', '--locale', 'de-DE', ...options],
    {
      env: { PATH, PORT: new URL(system.url).port, WEB_AUTH_API_KEY: WEB_KEY },
    },
  );
  running.add(child);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], answers, problems]) => {
      running.delete(child);
      return { code, answers, problems };
    },
  );
  return { ended };
}

const lastQuestions = () => system.model.calls.map(({ request }) => request.messages.at(-1)?.content);

describe('npm run chat, in a pipe', () => {
  it('prints an introduction and each answer, once and whole', async () => {
    system.model.script(
      speaks('Guten Tag.', { piece: 3, pause: 100 }),
      speaks('Na klar.', { piece: 3, pause: 100 }),
      says('Bis bald.'),
    );
    const { code, answers, problems } = await chat(['Hilfst du mir?', '', 'Danke.']).ended;
    expect({ code, answers, problems }).toEqual({
      code: 0,
      answers: 'Guten Tag.\n\nNa klar.\n\nBis bald.\n\n',
      problems: '',
    });
    expect(lastQuestions()).toEqual([expect.stringContaining('de-DE'), 'Hilfst du mir?', 'Danke.']);
  });

  it('prints a plan as an outline', async () => {
    const { answers } = await chat(['Make me a plan.']).ended;
    expect(answers).toContain(`3 days a week
Works towards strength.

Day 1
  Dumbbell Press  3 x 10  rest 1:30 to 3:00, 5:00 after a failure
  Cable Row       3 x 10  rest 1:30 to 3:00, 5:00 after a failure
`);
    expect(answers.match(/^Day \d$/gm)).toHaveLength(3);
  });

  it('/stop ends the answer, and what came of it is printed', async () => {
    system.model.script(
      says('Hello.'),
      speaks(`First ${'and then '.repeat(1_000)}`, { piece: 6, pause: 200 }),
      says('Fine.'),
    );
    const { code, answers } = await chat(['Tell me a story.', '/stop', 'Thanks.']).ended;
    expect(code).toBe(0);
    expect(answers).toMatch(/^Hello\.\n\nFirst .*\n\nFine\.\n\n$/);
    await expect.poll(() => system.model.hungUp).toBe(1);
  });

  it('/restart forgets what was said, and begins anew', async () => {
    await chat(['My knee hurts.', '/restart', 'Hello?']).ended;
    expect(lastQuestions()).toEqual([
      expect.stringContaining('introduce'),
      'My knee hurts.',
      expect.stringContaining('introduce'),
      'Hello?',
    ]);
    const [, , , last] = system.model.calls.map(({ request }) => JSON.stringify(request.messages));
    expect(last).not.toContain('knee');
  });

  it('/quit leaves', async () => {
    const { code } = await chat(['/quit', 'Hello?']).ended;
    expect(code).toBe(0);
    expect(system.model.calls).toHaveLength(1);
  });

  it('tells what the commands are, and the words of a refusal', async () => {
    system.model.script(says('Hello.'), breaksOff('{"answer":', 5), says('Yes.'));
    const { code, answers, problems } = await chat(['/help', 'A plan.', 'Is it?']).ended;
    expect(problems).toMatch(/no command \/help.*\/restart/);
    expect(problems).toMatch(/The model/);
    expect(answers).toBe('Hello.\n\nYes.\n\n');
    expect(code).toBe(1);
  });

  it('keeps from the terminal what a model could make it do', async () => {
    system.model.script(gives({ answer: 'Red: \u001b[31m.' }));
    expect((await chat([]).ended).answers).toBe('Red:  [31m.\n\n');
  });
});

describe('npm run chat says in words, and ends, when', () => {
  const problemOf = async (...options: string[]) => {
    const { code, problems } = await chat(['Hello?'], ...options).ended;
    expect(code).toBe(1);
    return problems;
  };

  it('no server is running', async () => {
    expect(await problemOf('--url', `ws://127.0.0.1:${await freePort()}/ai-chat`)).toMatch(/npm run dev/);
  });

  it('the token is refused', async () => {
    expect(await problemOf('--token', 'Web wrong')).toMatch(/refused the token \(401\).*--token/);
  });

  it('there is no chat at the address, or it is none', async () => {
    expect(await problemOf('--url', `${system.url}/nowhere`)).toMatch(/no chat at \/nowhere \(404\)/);
    expect(await problemOf('--url', 'nowhere')).toMatch(/--url must be an address/);
  });

  it('a message is too long for the socket', async () => {
    const { code, problems } = await chat(['x'.repeat(40_000)]).ended;
    expect({ code, problems }).toEqual({ code: 1, problems: expect.stringContaining('too long') });
  });

  it('the server goes in the middle of an answer, of which it prints what came', async () => {
    const own = await startChatSystem();
    own.model.script(speaks(`First ${'and then '.repeat(1_000)}`, { piece: 6, pause: 100 }));
    const { ended } = chat(['Hello?'], '--url', own.chatUrl);
    await expect.poll(() => own.model.calls.length, { timeout: 15_000 }).toBe(1);
    await expect.poll(() => own.sockets.calls.entries.length, { timeout: 15_000 }).toBeGreaterThan(1);
    await own.stop();
    const { code, answers, problems } = await ended;
    expect(code).toBe(1);
    expect(answers).toMatch(/^First /);
    expect(problems).toMatch(/the server has gone/);
  });
});
