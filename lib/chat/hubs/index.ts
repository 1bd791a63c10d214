import type { ChatHub } from '../hub.ts';
import { aiChatHub } from './ai-chat.ts';
import { aiChatV2Hub } from './ai-chat-v2.ts';

const hubs: readonly ChatHub[] = [aiChatHub, aiChatV2Hub];

/** @param path with its slash. @throws Error when the API has a stage without a hub. */
export function hubAt(path: string): ChatHub {
  const found = hubs.find(({ declaration }) => declaration.path === path);
  if (found === undefined) throw new Error('There is no hub at this path.');
  return found;
}
