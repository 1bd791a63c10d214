import { parse } from 'jsonriver';
import { findObject, withoutThoughts } from '../find-object.ts';

/**
 * Milliseconds for which text in place of an object is withheld, because it could be a preamble. Answers of models that
 * write plain text appear that much later.
 */
const PREAMBLE_DELAY = 1_000;

/** Called with each complete value and its depth: 0 for the object itself. */
export type OnWhole = (value: unknown, depth: number) => void;

/**
 * Reads the JSON object in a model's text while it is written: yields the same object each time, a little larger. Ends
 * when the object is complete, and then closes the chunks, whatever follows. Skips anything before the object.
 *
 * @returns all of the text so far each time, if the model writes no object.
 * @throws Error when the JSON is not valid, and whatever the chunks throw, after the text before it.
 */
export async function* growingJson(
  chunks: AsyncIterable<string>,
  onWhole: OnWhole = () => undefined,
): AsyncGenerator {
  const rest = chunks[Symbol.asyncIterator]();
  try {
    const start = yield* wordsBefore(rest);
    if (start !== undefined) yield* object(start, rest, onWhole);
  } finally {
    // The parser doesn't close its source.
    await rest.return?.();
  }
}

/** Yields the text before the object. @returns the text from the start of the object, if there is one. */
async function* wordsBefore(rest: AsyncIterator<string>): AsyncGenerator<string, string | undefined> {
  let text = '';
  let shownFrom: number | undefined;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      text += next.value;
      const start = findObject(text);
      if (start !== -1) return text.slice(start);
      const [words] = visibleText(text, false);
      if (words === undefined) continue;
      shownFrom ??= performance.now() + PREAMBLE_DELAY;
      if (performance.now() >= shownFrom) yield words;
    }
  } catch (error) {
    yield* visibleText(text, true);
    throw error;
  }
  yield* visibleText(text, true);
  return undefined;
}

/** The text without thoughts, if any is left. */
function visibleText(text: string, isWhole: boolean): string[] {
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
    // Anything after the object is ignored.
    if (whole === undefined) throw error;
  }
  yield whole;
}
