import { PASSWORD } from './seed.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
}

/** Sends a request and reads its response to the end. @throws Error when it is not a 200. */
export async function send(url: string, { method, path, body }: Request): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${method} ${path} returned ${response.status}: ${text}`);
  return text;
}

export interface Since {
  readonly userId: string;
  readonly since: string;
}

/** A poll of users made by seed.ts. */
export const poll = (followed: readonly Since[]): Request => ({
  method: 'POST',
  path: '/v2/events',
  body: { users: followed.map(({ userId, since }) => ({ userId, since, followSecret: userId })) },
});

export const putEvent = (userId: string, eventId: string): Request => ({
  method: 'PUT',
  path: '/v2/event',
  body: {
    userId,
    password: PASSWORD,
    eventId,
    encryptedEventPayload: Buffer.alloc(1_500, 1).toString('base64'),
    encryptedEventIV: Buffer.alloc(16, 1).toString('base64'),
    expiry: '2099-01-01T00:00:00Z',
  },
});

export const BEGINNING = '0001-01-01T00:00:00Z';
