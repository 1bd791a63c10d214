import { type ParseError, parse } from 'jsonc-parser';
import { Problem } from './problem.ts';

/**
 * Reads a request's JSON. A trailing comma is accepted, as the C# backend does; comments are not.
 *
 * @throws Problem 400 when there is no body, or when it is not JSON.
 */
export function parseJson(text: string | null): unknown {
  if (text === null || text === '') throw new Problem(400, 'The request needs a JSON body.');
  try {
    return JSON.parse(text);
  } catch {
    return parseWithTrailingCommas(text);
  }
}

/** Only for text that `JSON.parse` refused: it is many times slower. */
function parseWithTrailingCommas(text: string): unknown {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true, disallowComments: true });
  } catch (cause) {
    // Nested so deep that the parser ran out of stack.
    throw new Problem(400, 'The request body is not JSON.', { cause });
  }
  const [first] = errors;
  if (first === undefined) return value;
  throw new Problem(400, `The request body is not JSON: there is an error at character ${first.offset + 1}.`);
}
