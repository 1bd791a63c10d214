import { parse, visit } from 'jsonc-parser';
import { Problem } from '../problem/problem.ts';

/**
 * Reads a request's JSON. A trailing comma is accepted, as the C# backend does; comments are not.
 *
 * @throws Problem 400 when there is no body, or when it is not JSON.
 */
export function parseJson(text: string | null): unknown {
  if (text === null || text === '') throw notJson('The request needs a JSON body.');
  try {
    return JSON.parse(text);
  } catch {
    return parseWithTrailingCommas(text);
  }
}

const syntax = { allowTrailingComma: true, disallowComments: true };

/** Only for text that `JSON.parse` refused: it is many times slower. */
function parseWithTrailingCommas(text: string): unknown {
  try {
    // The parser itself goes on after an error and keeps them all, of which hostile text has millions.
    visit(text, { onError: (_code, offset) => stopAt(offset) }, syntax);
    return parse(text, [], syntax);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notJson('The request body is not JSON: it is nested too deep.', error);
  }
}

function stopAt(offset: number): never {
  throw notJson(`The request body is not JSON: there is an error at character ${offset + 1}.`);
}

const notJson = (detail: string, cause?: unknown) =>
  new Problem(400, detail, { errors: [{ path: '', message: 'must be JSON (RFC 8259) in UTF-8' }], cause });
