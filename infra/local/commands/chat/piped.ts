import { createInterface } from 'node:readline';
import { isQuit, isStop, obey } from './commands.ts';
import type { Chat } from './connection.ts';
import { converse, type Person } from './conversation.ts';
import { plainScreen } from './screen.ts';

/**
 * Chats with whatever writes to the standard input: a line is a message, sent when the answer before it has ended.
 *
 * @returns whether all went well.
 */
export async function chatPiped(chat: Chat, person: Person): Promise<boolean> {
  const conversation = converse(chat, plainScreen, person);
  conversation.introduce();
  const readAll = async () => {
    for await (const line of createInterface({ input: process.stdin })) {
      // What is to be stopped must have begun.
      await (isStop(line) ? conversation.begun() : conversation.ended());
      if (isQuit(line)) break;
      await obey(line, conversation, plainScreen);
    }
  };
  await Promise.race([readAll(), chat.closed]);
  await conversation.ended();
  if (chat.lost !== undefined) plainScreen.problem(chat.lost);
  process.stdin.destroy();
  await chat.close();
  return chat.lost === undefined && !conversation.hasFailed;
}
