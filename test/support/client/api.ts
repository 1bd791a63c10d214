import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../openapi/types.d.ts';

/** A response with another status than 200. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} returned ${status}: ${body}`);
    this.status = status;
  }
}

/** A client of the API, typed by the API's document. */
export type Api = Client<paths>;

/** @param url the URL of the API, without a trailing slash. Calls throw ApiError for every status but 200. */
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

/** The body of the response to a call. */
export async function bodyOf<Body>(call: Promise<{ data?: Body }>): Promise<Body> {
  const { data } = await call;
  if (data === undefined) throw new Error('The response has no body.');
  return data;
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));
