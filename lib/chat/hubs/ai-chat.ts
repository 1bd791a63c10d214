import { introduction } from '../../ai/chat/turn.ts';
import { aiChat, type ChatResponse } from '../../contract/chat.ts';
import { chatHub } from '../hub.ts';

/** Version 1 of the chat: that of the C# backend. */
export const aiChatHub = chatHub(
  aiChat,
  {
    Introduce: (locale) => ({ type: 'ask', content: introduction(locale).content }),
    SendMessage: (content) => ({ type: 'ask', content }),
    StopInProgress: () => ({ type: 'stop' }),
    RestartChat: () => ({ type: 'restart' }),
  },
  (message): ChatResponse => ({ type: 'messageResponse', message }),
);
