import type { WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import { PLAN_VERSION } from '../../../../lib/contract/plan-v3.ts';
import type { Chat } from './connection.ts';
import { toText } from './outline.ts';
import { messageOf } from './problems.ts';
import type { Screen } from './screen.ts';

/** What is said in a chat, and how its answers are shown. */
export interface Conversation {
  introduce(): void;
  /** Sends a message. It is not sent while an answer is running. */
  say(message: string): void;
  /** Ends the running answer. @returns whether there is one that was not asked to end before. */
  stop(): Promise<boolean>;
  /** Forgets all, and begins anew with an introduction. */
  restart(): Promise<void>;
  /** Resolves when there is something of the running answer to see, or it has ended. */
  begun(): Promise<void>;
  /** Resolves when no answer is running. */
  ended(): Promise<void>;
  /** Whether some call was refused. */
  readonly hasFailed: boolean;
}

interface Answer {
  text: string;
  isStopped: boolean;
  readonly begun: PromiseWithResolvers<void>;
  readonly ended: PromiseWithResolvers<void>;
}

/** Who talks. */
export interface Person {
  /** Of introductions, such as `de-DE`. */
  readonly locale: string;
  /** Of weights. */
  readonly unit: WeightUnit;
}

export function converse(chat: Chat, screen: Screen, { locale, unit }: Person): Conversation {
  let running: Answer | undefined;
  let hasFailed = false;

  const perform = async (...call: Parameters<Chat['call']>) => {
    try {
      await chat.call(...call);
    } catch (error) {
      hasFailed = true;
      screen.problem(messageOf(error));
    }
  };

  const ask = async (...call: Parameters<Chat['call']>) => {
    const answer: Answer = {
      text: '',
      isStopped: false,
      begun: Promise.withResolvers(),
      ended: Promise.withResolvers(),
    };
    running = answer;
    screen.grow('');
    await perform(...call);
    running = undefined;
    screen.finish(answer.text);
    if (answer.isStopped) screen.notice('Stopped.');
    answer.begun.resolve();
    answer.ended.resolve();
  };
  const introduce = () => void ask('Introduce', locale, PLAN_VERSION, unit);
  chat.onAnswer((response) => {
    if (running === undefined) return;
    running.text = toText(response, unit);
    running.begun.resolve();
    screen.grow(running.text);
  });

  return {
    introduce,
    say: (message) => {
      if (running === undefined) void ask('SendMessage', message, PLAN_VERSION);
      else screen.notice('An answer is running. Wait until it ends, or end it with /stop.');
    },
    stop: async () => {
      if (running === undefined || running.isStopped) return false;
      running.isStopped = true;
      await perform('StopInProgress');
      return true;
    },
    restart: async () => {
      if (running !== undefined) running.isStopped = true;
      await perform('RestartChat');
      await running?.ended.promise;
      screen.notice('All that was said is forgotten.');
      introduce();
    },
    begun: async () => running?.begun.promise,
    ended: async () => running?.ended.promise,
    get hasFailed() {
      return hasFailed;
    },
  };
}
