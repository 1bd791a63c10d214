import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../openapi/types.d.ts';

/** An answer that is not a 200. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} answered ${status}: ${body}`);
    this.status = status;
  }
}

/** The API as the app speaks to it: a client whose calls have the types that its document gives them. */
export type Api = Client<paths>;

/** @param url where the API answers, without a slash at the end. Calls throw ApiError for every status but 200. */
export function connect(url: string): Api {
  const api = createClient<paths>({ baseUrl: `${url}/v2` });
  api.use({
    onResponse: async ({ request, response }) => {
      const { pathname } = new URL(request.url);
      if (response.status === 200) return;
      throw new ApiError(request.method, pathname, response.status, await response.text());
    },
  });
  return api;
}

/** What a call answered. */
export async function answerOf<Answer>(call: Promise<{ data?: Answer }>): Promise<Answer> {
  const { data } = await call;
  if (data === undefined) throw new Error('The answer has no body.');
  return data;
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));
