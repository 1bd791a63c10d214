import { parse } from 'jsonriver';

/**
 * What there is of a JSON text while it comes in. A text that isn't JSON's is taken for the words of a model
 * whose server doesn't hold it to a form.
 *
 * @param onWhole hears of each object that will grow no more.
 * @returns `{answer: …}`; the same objects each time, a little larger.
 * @throws Error when the text is not JSON after all.
 */
export async function* growingJson(
  pieces: AsyncIterable<string>,
  onWhole: (value: object) => void,
): AsyncGenerator {
  const rest = pieces[Symbol.asyncIterator]();
  try {
    let start = '';
    while (start === '') {
      const { done, value } = await rest.next();
      if (done === true) return;
      start = value.trimStart();
    }
    const text = joined(start, rest);
    yield* start.startsWith('{') ? parse(text, { completeCallback: objects(onWhole) }) : words(text);
  } finally {
    // The parser doesn't close what it reads from.
    await rest.return?.();
  }
}

async function* joined(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* words(text: AsyncIterable<string>) {
  let answer = '';
  for await (const piece of text) {
    answer += piece;
    yield { answer };
  }
}

const objects = (onWhole: (value: object) => void) => (value: unknown) => {
  if (typeof value === 'object' && value !== null) onWhole(value);
};
