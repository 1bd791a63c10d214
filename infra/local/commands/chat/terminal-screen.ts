import { clearLine, clearScreenDown, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { Screen } from './screen.ts';

const WAITING = '…';

/** A terminal, where answers grow in place above the line that is being typed. */
export function terminalScreen(readline: Interface, output: WriteStream): Screen {
  /** The lines of the growing answer that are on the screen. */
  let shown: readonly string[] = [];
  let isGrowing = false;
  let hasEnded = false;

  const toLines = (text: string) => text.split('\n').flatMap((line) => wrap(line, output.columns));
  const goUp = (lines: number) => {
    moveCursor(output, 0, -lines);
    cursorTo(output, 0);
  };
  const put = (lines: readonly string[]) => {
    for (const line of lines) {
      clearLine(output, 0);
      output.write(`${line}\n`);
    }
  };
  /** Writes in place of the line being typed, then prints that line again below. */
  const above = (write: () => void) => {
    const { rows } = readline.getCursorPos();
    goUp(rows);
    write();
    if (hasEnded) {
      clearScreenDown(output);
    } else {
      output.write('\n'.repeat(rows));
      readline.prompt(true);
    }
  };
  const say = (text: string) =>
    above(() => {
      goUp(shown.length);
      shown = [];
      put(toLines(text));
    });

  readline.on('line', (line) => {
    // A line entered below a growing answer is removed from the screen, so that the answer can go on growing.
    if (isGrowing) goUp(rowsOf(readline.getPrompt() + line, output.columns));
  });
  readline.on('close', () => {
    // From here on, output replaces the line that was being typed.
    hasEnded = true;
    above(() => {});
  });

  return {
    grow: (text) => {
      isGrowing = true;
      // Lines that have scrolled off the screen can't be rewritten.
      const lines = toLines(text || WAITING).slice(1 - output.rows);
      const changed = lines.findIndex((line, index) => line !== shown[index]);
      const same = changed < 0 ? lines.length : changed;
      above(() => {
        goUp(shown.length - same);
        put(lines.slice(same));
      });
      shown = lines;
    },
    finish: (text) => {
      isGrowing = false;
      above(() => {
        goUp(shown.length);
        if (text !== '') put([...toLines(text), '']);
      });
      shown = [];
    },
    notice: (text) => say(styleText('dim', text)),
    problem: (text) => say(styleText('red', text)),
  };
}

/** Wraps a line between words and indents each part like the line. */
function wrap(line: string, columns: number): string[] {
  const [margin = ''] = /^ {0,8}/.exec(line) ?? [];
  const parts = wrapAnsi(line.slice(margin.length), columns - margin.length, { hard: true }).split('\n');
  return parts.map((part) => margin + part);
}

/** The number of rows of a line that the terminal itself wraps, with the cursor behind it. */
const rowsOf = (line: string, columns: number) =>
  wrapAnsi(`${line} `, columns, { hard: true, trim: false, wordWrap: false }).split('\n').length;
