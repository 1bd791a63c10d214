import type { TestResponse } from '../../system/system.ts';

/** The end of a client's call. */
export type Reply =
  | { readonly kind: 'completed'; readonly result: string }
  /** An error; `retryAfter` is in seconds, if given. */
  | { readonly kind: 'failed'; readonly status: number; readonly retryAfter: number | undefined }
  | { readonly kind: 'cut off' };

/** The end of a call with an HTTP response. @throws Error for a 5xx that is not a problem of the API. */
export function replyOf({ status, headers, body }: TestResponse): Reply {
  if (status < 500) {
    return { kind: 'completed', result: `${status} ${normalForm(JSON.stringify(body))}` };
  }
  if (headers.get('content-type') !== 'application/problem+json' || body.status !== status) {
    throw new Error(`${status} is not a problem: ${JSON.stringify(body)}`);
  }
  const retryAfter = headers.get('retry-after');
  return { kind: 'failed', status, retryAfter: retryAfter === null ? undefined : Number(retryAfter) };
}

/** The values that differ from call to call. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<uuid>'],
  [/"requestId":"[^"]+"/g, '"requestId":"<id>"'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/"(id|lookup|user_lookup)": ?"[\da-z]{12}"/g, '"$1":"<cuid>"'],
  [/"connection_?[iI]d": ?"[^"]*"/g, '"connection":"<id>"'],
];

/** Replaces all values that vary; of bytes and digests, only the length remains. */
export function normalForm(text: string): string {
  const named = VARYING.reduce((left, [pattern, name]) => left.replace(pattern, name), text);
  return named.replace(/[\w+/\\-]{16,}={0,2}/g, ({ length }) => `<${length} characters>`);
}
