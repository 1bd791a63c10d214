import type { Conversation } from './conversation.ts';
import type { Screen } from './screen.ts';

export const help = '/stop ends an answer, /restart forgets what was said, /quit leaves.';

export const isQuit = (line: string) => line.trim() === '/quit';
export const isStop = (line: string) => line.trim() === '/stop';

/** Does what a line asks for: a command, or else a message to send. */
export async function obey(line: string, conversation: Conversation, screen: Screen): Promise<void> {
  const text = line.trim();
  if (isStop(text)) {
    if (!(await conversation.stop())) screen.notice('No answer is running.');
  } else if (text === '/restart') {
    await conversation.restart();
  } else if (text.startsWith('/')) {
    screen.problem(`There is no command ${text}. ${help}`);
  } else if (text !== '') {
    conversation.say(text);
  }
}
