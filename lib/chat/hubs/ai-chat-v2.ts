import { introduction } from '../../ai/chat/turn.ts';
import { aiChatV2, type ChatResponseV2 } from '../../contract/chat-v2.ts';
import { PLAN_VERSION } from '../../contract/plan-v3.ts';
import { chatHub } from '../hub.ts';

/** The response to apps that can't read the plans of this hub. */
const updateRequired: ChatResponseV2 = { type: 'updateRequired', requiredVersion: PLAN_VERSION };

/** Version 2 of the chat: that of today's app. */
export const aiChatV2Hub = chatHub(
  aiChatV2,
  {
    Introduce: (locale, version, weightUnit) =>
      version < PLAN_VERSION
        ? { type: 'tell', response: updateRequired }
        : { type: 'ask', content: introduction(locale).content, weightUnit: weightUnit ?? null },
    SendMessage: (content, version) =>
      version < PLAN_VERSION ? { type: 'tell', response: updateRequired } : { type: 'ask', content },
    StopInProgress: () => ({ type: 'stop' }),
    RestartChat: () => ({ type: 'restart' }),
  },
  (message): ChatResponseV2 => ({ type: 'messageResponse', message }),
);
