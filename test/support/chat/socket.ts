import { type Client, openClient } from './socket-client.ts';
import { WEB_TOKEN } from './system.ts';

interface Options {
  /** The `Authorization` header; `null` sends none. */
  readonly token?: string | null;
  /** The query after the `?`. */
  readonly query?: string;
}

/** Connects to the chat. @throws Refused */
export const openSocket = (url: string, { token = WEB_TOKEN, query }: Options = {}): Promise<Client> =>
  openClient(query === undefined ? url : `${url}?${query}`, {
    headers: token === null ? {} : { authorization: token },
  });
