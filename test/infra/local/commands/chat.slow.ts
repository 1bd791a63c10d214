import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gives, refuses, says, speaks } from '../../../../infra/local/scripted-model/index.ts';
import { type ChatSystem, startChatSystem } from '../../../support/chat/system.ts';
import { WEB_KEY } from '../../../support/planner/counted-calls.ts';
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
  /** Its output, once it has ended. */
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

  it('prints a plan as an outline, with all details of its exercises', async () => {
    const { answers } = await chat(['Make me a plan for 2 days.'], '--unit', 'pounds').ended;
    expect(answers).toContain(`2 days a week
Works towards strength, with some running.

Day 1
  Barbell Back Squat  3 x 5
    rest 2:00 to 3:00, 5:00 after a failure
    +1 rep up to 8, and back; then +5 lb
    Slow on the way down.
  Dumbbell Row        3 x 8-12
    rest 1:00 to 1:30, 2:00 after a failure; in turns with the next one
    +5 lb on the first of the lowest sets
  Pull-Up             1 x 8, 2 x 5  bodyweight
    rest 2:00 to 3:00, 5:00 after a failure
    +1 rep up to 12, and back
  Plank               2 x 45  no weight
    rest 1:00 to 1:30, 2:00 after a failure
  Warm up for five minutes.

Day 2
`);
    expect(answers).toContain(`
  Treadmill Run       1 x 20:00
    records time, distance, incline
  Rowing Intervals    4 x 0.5 km
    rest 1:00 to 1:30, 2:00 after a failure
    records time, distance, resistance
  Warm up for five minutes.
`);
  });

  it('changes a plan by a second message, its names kept', async () => {
    const { answers } = await chat(['Make me a plan.', 'Make day two shorter.']).ended;
    const [, before = '', after = ''] = answers.split(/^3 days a week$/m);
    expect(before).toContain('Rowing Intervals');
    expect(after).not.toContain('Rowing Intervals');
    const names = (plan: string) => plan.match(/^ {2}\S.*? {2}/gm) ?? [];
    expect(names(after)).toEqual(names(before).filter((name) => !name.includes('Rowing')));
  });

  it('/stop ends the answer, and the received part is printed', async () => {
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

  it('/restart forgets the conversation, and starts over', async () => {
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

  it('shows the commands, and the message of a refusal', async () => {
    system.model.script(says('Hello.'), refuses(), says('Yes.'));
    const { code, answers, problems } = await chat(['/help', 'A plan.', 'Is it?']).ended;
    expect(problems).toMatch(/no command \/help.*\/restart/);
    expect(answers).toMatch(/^Hello\.\n\nThe model refused .*\n\nYes\.\n\n$/);
    expect(code).toBe(0);
  });

  it('keeps control characters of a model from the terminal', async () => {
    system.model.script(gives({ answer: 'Red: \u001b[31m.' }));
    expect((await chat([]).ended).answers).toBe('Red:  [31m.\n\n');
  });
});

describe('npm run chat explains itself, and ends, when', () => {
  const problemOf = async (...options: string[]) => {
    const { code, problems } = await chat(['Hello?'], ...options).ended;
    expect(code).toBe(1);
    return problems;
  };

  it('no server is running', async () => {
    expect(await problemOf('--url', `ws://127.0.0.1:${await freePort()}/ai-chat-v2`)).toMatch(/npm run dev/);
  });

  it('the token is refused', async () => {
    expect(await problemOf('--token', 'Web wrong')).toMatch(/refused the token \(401\).*--token/);
  });

  it('there is no chat at the address, or the address is invalid', async () => {
    expect(await problemOf('--url', `${system.url}/nowhere`)).toMatch(/no chat at \/nowhere \(404\)/);
    expect(await problemOf('--url', 'nowhere')).toMatch(/--url must be an address/);
  });

  it('the unit is invalid', async () => {
    expect(await problemOf('--unit', 'stone')).toMatch(/--unit must be one of: kilograms, pounds/);
  });

  it('a message is too long for the socket', async () => {
    const { code, problems } = await chat(['x'.repeat(40_000)]).ended;
    expect({ code, problems }).toEqual({ code: 1, problems: expect.stringContaining('too long') });
  });

  it('the server goes in the middle of an answer, of which it prints the received part', async () => {
    const own = await startChatSystem();
    own.model.script(speaks(`First ${'and then '.repeat(1_000)}`, { piece: 6, pause: 100 }));
    const { ended } = chat(['Hello?'], '--url', own.chatV2Url);
    await expect.poll(() => own.model.calls.length, { timeout: 15_000 }).toBe(1);
    await expect.poll(() => own.sockets.calls.entries.length, { timeout: 15_000 }).toBeGreaterThan(1);
    await own.stop();
    const { code, answers, problems } = await ended;
    expect(code).toBe(1);
    expect(answers).toMatch(/^First /);
    expect(problems).toMatch(/the server has gone/);
  });
});
