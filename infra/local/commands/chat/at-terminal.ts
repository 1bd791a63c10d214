import { createInterface } from 'node:readline';
import { help, isQuit, runLine } from './commands.ts';
import type { Chat } from './connection.ts';
import { converse, type Person } from './conversation.ts';
import { terminalScreen } from './terminal-screen.ts';

/**
 * Chats with a person. Ctrl-C stops the answer in progress; pressed again, or with no answer in progress, it quits.
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
      void runLine(line, conversation, screen);
    }
  });
  readline.on('SIGINT', () => {
    void conversation.stop().then((hasStopped) => hasStopped || readline.close());
  });

  screen.notice(`${help} Ctrl-C ends an answer, or leaves if there is none.`);
  conversation.introduce();
  await Promise.race([left, chat.closed]);
  if (chat.closeReason !== undefined) {
    await conversation.ended();
    screen.problem(chat.closeReason);
  }
  readline.close();
  await chat.close();
  return chat.closeReason === undefined;
}
