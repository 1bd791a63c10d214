import { parse } from 'jsonriver';
import { findObject, withoutThoughts } from '../find-object.ts';

/**
 * Milliseconds for which words in place of an object are held back, as they could be a preamble. A model that is
 * held to no form, and says no more than words, is seen to speak that much later.
 */
const HOLD = 1_000;

/** Hears of each value that will grow no more, and how deep it lies: 0 for the object itself. */
export type OnWhole = (value: unknown, depth: number) => void;

/**
 * The JSON object that a model writes, as far as it has come: the same object each time, a little larger. It ends
 * when the object closes: the pieces are closed then, whatever else they would bring. What stands before it is
 * taken off.
 *
 * @returns where the model gives no object, its words, all of them each time.
 * @throws Error when there is no JSON after all; what the pieces throw, after the words that came before.
 */
export async function* growingJson(
  pieces: AsyncIterable<string>,
  onWhole: OnWhole = () => undefined,
): AsyncGenerator {
  const rest = pieces[Symbol.asyncIterator]();
  try {
    const start = yield* wordsBefore(rest);
    if (start !== undefined) yield* object(start, rest, onWhole);
  } finally {
    // The parser doesn't close what it reads from.
    await rest.return?.();
  }
}

/** @returns the text from the object's start on, if there is one. */
async function* wordsBefore(rest: AsyncIterator<string>): AsyncGenerator<string, string | undefined> {
  let text = '';
  let shownFrom: number | undefined;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      text += next.value;
      const start = findObject(text);
      if (start !== -1) return text.slice(start);
      const [words] = said(text, false);
      if (words === undefined) continue;
      shownFrom ??= performance.now() + HOLD;
      if (performance.now() >= shownFrom) yield words;
    }
  } catch (error) {
    yield* said(text, true);
    throw error;
  }
  yield* said(text, true);
  return undefined;
}

/** The words of a text, if there are any. */
function said(text: string, isWhole: boolean): string[] {
  const words = withoutThoughts(text, { isWhole });
  return words === '' ? [] : [words];
}

async function* object(start: string, rest: AsyncIterator<string>, onWhole: OnWhole): AsyncGenerator {
  let whole: unknown;
  const untilWhole = async function* () {
    yield start;
    for (;;) {
      const next = whole === undefined ? await rest.next() : undefined;
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  };
  const read = parse(untilWhole(), {
    completeCallback: (value, path) => {
      const depth = path.segments().length;
      if (depth === 0) whole = value;
      onWhole(value, depth);
    },
  });
  try {
    for await (const value of read) {
      yield value;
      if (whole !== undefined) return;
    }
  } catch (error) {
    // What stands behind the object is no concern of ours.
    if (whole === undefined) throw error;
  }
  yield whole;
}
