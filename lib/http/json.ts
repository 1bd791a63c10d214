import { parse, visit } from 'jsonc-parser';
import { Problem } from '../problem/problem.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** The replacement for bytes that are not UTF-8. API Gateway decodes a body before a function sees it. */
const REPLACEMENT = '\uFFFD';

/**
 * Reads a request's JSON. A byte order mark before it and a trailing comma are accepted, as the C# backend does;
 * comments are not. U+FFFD must be written as an escape, because unescaped it marks invalid bytes.
 *
 * @throws Problem 400 when there is no body, or when it is not JSON in UTF-8.
 */
export function parseJson(body: string | null): unknown {
  const text = body?.startsWith(BYTE_ORDER_MARK) ? body.slice(1) : body;
  if (text === null || text === '') throw notJson('The request needs a JSON body.');
  if (text.includes(REPLACEMENT)) throw notJson('The request body is not UTF-8.');
  try {
    return JSON.parse(text);
  } catch {
    return parseWithTrailingCommas(text);
  }
}

const syntax = { allowTrailingComma: true, disallowComments: true };

/** Only for text that `JSON.parse` rejects: it is many times slower. */
function parseWithTrailingCommas(text: string): unknown {
  try {
    // `parse` continues after an error and collects them all; hostile text has millions.
    visit(text, { onError: (_code, offset) => stopAt(offset) }, syntax);
    return parse(text, [], syntax);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notJson('The request body is not JSON: it is nested too deeply.', error);
  }
}

function stopAt(offset: number): never {
  throw notJson(`The request body is not JSON: there is an error at character ${offset + 1}.`);
}

const notJson = (detail: string, cause?: unknown) =>
  new Problem(400, detail, { errors: [{ path: '', message: 'must be JSON (RFC 8259) in UTF-8' }], cause });
