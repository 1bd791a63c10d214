import { createInterface } from 'node:readline';
import { isQuit, isStop, runLine } from './commands.ts';
import type { Chat } from './connection.ts';
import { converse, type Person } from './conversation.ts';
import { plainScreen } from './screen.ts';

/**
 * Chats with the program that writes to standard input: each line is a message, sent when the previous answer has
 * ended.
 *
 * @returns false when a call was refused or the connection was lost.
 */
export async function chatPiped(chat: Chat, person: Person): Promise<boolean> {
  const conversation = converse(chat, plainScreen, person);
  conversation.introduce();
  const readAll = async () => {
    for await (const line of createInterface({ input: process.stdin })) {
      // Only an answer that has started can be stopped.
      await (isStop(line) ? conversation.started() : conversation.ended());
      if (isQuit(line)) break;
      await runLine(line, conversation, plainScreen);
    }
  };
  await Promise.race([readAll(), chat.closed]);
  await conversation.ended();
  if (chat.closeReason !== undefined) plainScreen.problem(chat.closeReason);
  process.stdin.destroy();
  await chat.close();
  return chat.closeReason === undefined && !conversation.hasFailed;
}
