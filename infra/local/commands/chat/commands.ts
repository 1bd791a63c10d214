import type { Conversation } from './conversation.ts';
import type { Screen } from './screen.ts';

export const help = '/stop ends an answer, /restart forgets the conversation, /quit leaves.';

export const isQuit = (line: string) => line.trim() === '/quit';
export const isStop = (line: string) => line.trim() === '/stop';

/** Runs a command, or sends any other line as a message. */
export async function runLine(line: string, conversation: Conversation, screen: Screen): Promise<void> {
  const text = line.trim();
  if (isStop(text)) {
    if (!(await conversation.stop())) screen.notice('There is no answer to stop.');
  } else if (text === '/restart') {
    await conversation.restart();
  } else if (text.startsWith('/')) {
    screen.problem(`There is no command ${text}. ${help}`);
  } else if (text !== '') {
    conversation.say(text);
  }
}
