/** The reason that a chat could not be opened, in words for people. SignalR's client has it in its message only. */
export function whyNotOpen(error: unknown, url: URL): string {
  const message = messageOf(error);
  const status = /Status code '(\d+)'/.exec(message)?.[1];
  switch (status) {
    case undefined:
      return message.includes('fetch failed')
        ? `There is no server at ${url.host}. Start one in another terminal: npm run dev -- --scripted-model`
        : message;
    case '401':
      return "The server refused the token (401). Give a valid one: --token 'Web <key>'";
    case '404':
      return `The server at ${url.host} has no chat at ${url.pathname} (404).`;
    default:
      return `The server at ${url.host} refused the chat (${status}). Its terminal says why.`;
  }
}

const TOO_BIG = 1009;

/** The reason that a chat ended unexpectedly, in words for people. */
export function whyClosed(error: Error | undefined): string {
  return messageOf(error).includes(`status code: ${TOO_BIG}`)
    ? 'The message was too long for the socket, and the connection was closed. Start again: npm run chat'
    : 'The connection was lost: the server has gone. When it is back, start again: npm run chat';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
