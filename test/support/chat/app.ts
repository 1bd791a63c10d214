import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { ChatResponse } from '../../../lib/contract/chat.ts';
import type { ChatResponseV2 } from '../../../lib/contract/chat-v2.ts';
import { WEB_TOKEN } from './system.ts';

type Response = ChatResponse | ChatResponseV2;

/** A chat as LiftLog's app has it: one connection is kept, and what a completion says is not looked at. */
export interface AppChat {
  /** Calls a method with handlers of its own. All handlers are removed when it completes. @returns what they got. */
  ask(method: string, ...values: unknown[]): Asked;
  /** `StopInProgress` or `RestartChat`, of which the app doesn't hear again. */
  tell(method: string): Promise<void>;
  leave(): Promise<void>;
}

interface Asked {
  readonly received: readonly Response[];
  readonly completed: Promise<void>;
}

/** @param url `ws://…/ai-chat` or `ws://…/ai-chat-v2`. */
export async function openApp(url: string): Promise<AppChat> {
  const connection = new HubConnectionBuilder()
    .withUrl(url.replace(/^ws:/, 'http:'), { accessTokenFactory: () => WEB_TOKEN })
    .configureLogging(LogLevel.None)
    .build();
  await connection.start();
  return {
    ask: (method, ...values) => {
      const received: Response[] = [];
      connection.on('ReceiveMessage', (response: Response) => received.push(response));
      const completed = connection
        .invoke(method, ...values)
        .catch(() => {})
        .finally(() => connection.off('ReceiveMessage'));
      return { received, completed };
    },
    tell: (method) => connection.send(method),
    leave: () => connection.stop(),
  };
}
