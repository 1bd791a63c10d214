import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { PassThrough, Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import xterm from '@xterm/headless';
import { beforeEach, expect, it } from 'vitest';
import type { Screen } from '../../../../infra/local/commands/chat/screen.ts';
import { terminalScreen } from '../../../../infra/local/commands/chat/terminal-screen.ts';

const COLUMNS = 40;
const ROWS = 8;

/** A person's terminal, without the person. */
let terminal: InstanceType<typeof xterm.Terminal>;
let keyboard: PassThrough;
let readline: Interface;
let screen: Screen;
beforeEach(() => {
  terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, convertEol: true, allowProposedApi: true });
  keyboard = new PassThrough();
  const printer = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      terminal.write(chunk);
      done();
    },
  });
  const output = Object.assign(printer, { columns: COLUMNS, rows: ROWS });
  readline = createInterface({ input: keyboard, output, terminal: true, prompt: '> ' });
  screen = terminalScreen(readline, output as unknown as WriteStream);
  // As the chat does: the next line may be typed at once.
  readline.on('line', () => readline.prompt());
  readline.prompt();
});

/** All that is or was on the screen, without what is empty at the end of lines and of it all. */
async function seen(): Promise<string[]> {
  await new Promise<void>((resolve) => terminal.write('', resolve));
  const { buffer } = terminal;
  const lines = Array.from(
    { length: buffer.active.length },
    (_, index) => buffer.active.getLine(index)?.translateToString(true).trimEnd() ?? '',
  );
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

const type = async (text: string) => {
  for (const key of text) {
    keyboard.write(key);
    await new Promise(setImmediate);
  }
};

it('an answer grows in place, above the line that is typed', async () => {
  screen.grow('');
  expect(await seen()).toEqual(['…', '>']);
  await type('Wait');
  for (const text of ['Hel', 'Hello.', 'Hello.\nHow', 'Hello.\n\nHow are you?']) screen.grow(text);
  expect(await seen()).toEqual(['Hello.', '', 'How are you?', '> Wait']);
  await type(' for me');
  screen.finish('Hello.\n\nHow are you today?');
  expect(await seen()).toEqual(['Hello.', '', 'How are you today?', '', '> Wait for me']);
});

it('an answer may be taller than the screen: at the end each line is there once', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `Line ${index}${index % 7 === 0 ? '\n' : ''}`);
  await type('A plan\r');
  for (const [index] of lines.entries()) screen.grow(lines.slice(0, index + 1).join('\n'));
  screen.finish(lines.join('\n'));
  expect(await seen()).toEqual(['> A plan', ...lines.join('\n').split('\n'), '', '>']);
});

it('long lines are wrapped between words, and wide characters count twice', async () => {
  screen.finish(`  Somebody who writes more than fits a line.\n${'你好'.repeat(15)}`);
  expect(await seen()).toEqual([
    '  Somebody who writes more than fits a',
    '  line.',
    '你好'.repeat(10),
    '你好'.repeat(5),
    '',
    '>',
  ]);
});

it.each([
  ['a short line', 'Stop'],
  ['one that fills a row with its prompt', 'x'.repeat(COLUMNS - 2)],
  ['one of several rows', 'something that is longer than the line is wide, and longer still'],
])('%s that is entered under a growing answer goes away, and a notice stays', async (_name, typed) => {
  screen.grow('Hello');
  await type(typed);
  screen.grow('Hello.');
  const entered = once(readline, 'line');
  await type('\r');
  expect(await entered).toEqual([typed]);
  screen.notice('Wait.');
  screen.grow('Hello. Hello.');
  screen.finish('Hello. Hello. Hello.');
  expect(await seen()).toEqual(['Wait.', 'Hello. Hello. Hello.', '', '>']);
});

it('an unfinished line disappears when the chat ends', async () => {
  screen.grow('Hello');
  await type('Bye');
  readline.close();
  screen.finish('Hello.');
  screen.problem('The server has gone.');
  expect((await seen()).map(stripVTControlCharacters)).toEqual(['Hello.', '', 'The server has gone.']);
});
