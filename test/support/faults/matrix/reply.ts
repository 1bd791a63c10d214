import type { Answer } from '../../system/system.ts';

/** How the client's call ended. */
export type Reply =
  | { readonly kind: 'answered'; readonly answer: string }
  /** An error; `retryAfter` in seconds, where one was named. */
  | { readonly kind: 'failed'; readonly status: number; readonly retryAfter: number | undefined }
  | { readonly kind: 'broken off' };

/** What a client makes of an HTTP answer. @throws Error for a 5xx that is not in the API's form. */
export function replyOf({ status, headers, body }: Answer): Reply {
  if (status < 500) {
    return { kind: 'answered', answer: `${status} ${normalForm(JSON.stringify(body))}` };
  }
  if (headers.get('content-type') !== 'application/problem+json' || body.status !== status) {
    throw new Error(`${status} is not a problem: ${JSON.stringify(body)}`);
  }
  const retryAfter = headers.get('retry-after');
  return { kind: 'failed', status, retryAfter: retryAfter === null ? undefined : Number(retryAfter) };
}

/** Each kind of value that differs from one time to the next. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<uuid>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/"(id|lookup|user_lookup)": ?"[\da-z]{12}"/g, '"$1":"<cuid>"'],
  [/"connection_?[iI]d": ?"[^"]*"/g, '"connection":"<id>"'],
];

/** Text with all that varies replaced; of bytes and digests the length is left. */
export function normalForm(text: string): string {
  const named = VARYING.reduce((left, [pattern, name]) => left.replace(pattern, name), text);
  return named.replace(/[\w+/\\-]{16,}={0,2}/g, ({ length }) => `<${length} characters>`);
}
