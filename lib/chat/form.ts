import type { ChatForm } from '../ai/chat/form.ts';
import { chatFormV1 } from '../ai/chat/form-v1.ts';
import { chatFormV2 } from '../ai/chat/form-v2.ts';
import type { ChatResponse } from '../contract/chat.ts';
import { aiChatV2, type ChatResponseV2 } from '../contract/chat-v2.ts';
import type { ChatWeightUnit } from '../db/queries/chats.ts';

type ChatPlan = Extract<ChatResponse | ChatResponseV2, { type: 'chatPlan' }>;

/** The form of a hub's answers. @param path of the hub, with its slash. */
export const formAt = (path: string, weightUnit: ChatWeightUnit | null): ChatForm<ChatPlan> =>
  path === aiChatV2.path ? chatFormV2(weightUnit ?? undefined) : chatFormV1;
