/** An answer that is not a 200. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} answered ${status}: ${body}`);
    this.status = status;
  }
}

/** The API as the app speaks to it: JSON both ways, bytes as base64. */
export class Api {
  readonly #url: string;

  /** @param url where the API answers, without a slash at the end. */
  constructor(url: string) {
    this.#url = url;
  }

  /** @throws ApiError for every status but 200. */
  async send<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.#url}/v2${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status !== 200) throw new ApiError(method, path, response.status, await response.text());
    return (await response.json()) as Answer;
  }
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));
