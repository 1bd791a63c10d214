/** Why a chat could not be opened, in words for people. SignalR's client tells it in its message alone. */
export function whyNotOpen(error: unknown, url: URL): string {
  const message = messageOf(error);
  const status = /Status code '(\d+)'/.exec(message)?.[1];
  switch (status) {
    case undefined:
      return message.includes('fetch failed')
        ? `No server answers at ${url.host}. Start one in another terminal: npm run dev -- --scripted-model`
        : message;
    case '401':
      return "The server refused the token (401). Give a valid one: --token 'Web <key>'";
    case '404':
      return `The server at ${url.host} has no chat at ${url.pathname} (404).`;
    default:
      return `The server at ${url.host} refused the chat (${status}). Its own words are in its terminal.`;
  }
}

const TOO_BIG = 1009;

/** Why a chat ended that nobody wanted to end, in words for people. */
export function whyClosed(error: Error | undefined): string {
  return messageOf(error).includes(`status code: ${TOO_BIG}`)
    ? 'The message was too long for the socket, and the connection is closed. Begin anew: npm run chat'
    : 'The connection has ended: the server has gone. Once it is back, begin anew: npm run chat';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
