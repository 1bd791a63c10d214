import { createInterface } from 'node:readline';
import { help, isQuit, obey } from './commands.ts';
import type { Chat } from './connection.ts';
import { converse, type Person } from './conversation.ts';
import { terminalScreen } from './terminal-screen.ts';

/**
 * Chats with a person. Ctrl-C ends a running answer; a second one, or one while none is running, leaves.
 *
 * @returns false when the connection was lost.
 */
export async function chatAtTerminal(chat: Chat, person: Person): Promise<boolean> {
  const readline = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  const screen = terminalScreen(readline, process.stdout);
  const conversation = converse(chat, screen, person);
  const left = new Promise<void>((resolve) => {
    readline.on('close', resolve);
  });
  readline.on('line', (line) => {
    if (isQuit(line)) readline.close();
    else {
      readline.prompt();
      void obey(line, conversation, screen);
    }
  });
  readline.on('SIGINT', () => {
    void conversation.stop().then((hasStopped) => hasStopped || readline.close());
  });

  screen.notice(`${help} Ctrl-C ends an answer, or else leaves.`);
  conversation.introduce();
  await Promise.race([left, chat.closed]);
  if (chat.lost !== undefined) {
    await conversation.ended();
    screen.problem(chat.lost);
  }
  readline.close();
  await chat.close();
  return chat.lost === undefined;
}
