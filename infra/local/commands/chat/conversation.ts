import type { WeightUnit } from '../../../../lib/contract/chat-v2.ts';
import { PLAN_VERSION } from '../../../../lib/contract/plan-v3.ts';
import type { Chat } from './connection.ts';
import { toText } from './outline.ts';
import { messageOf } from './problems.ts';
import type { Screen } from './screen.ts';

/** A conversation whose answers are shown on a screen. */
export interface Conversation {
  introduce(): void;
  /** Sends a message, unless an answer is in progress. */
  say(message: string): void;
  /** Stops the answer in progress. @returns false when there is none, or it was stopped already. */
  stop(): Promise<boolean>;
  /** Forgets the conversation and starts over with an introduction. */
  restart(): Promise<void>;
  /** Resolves when a part of the answer in progress has arrived, or it has ended. */
  started(): Promise<void>;
  /** Resolves when no answer is in progress. */
  ended(): Promise<void>;
  /** True once the server has refused a call. */
  readonly hasFailed: boolean;
}

interface Answer {
  text: string;
  isStopped: boolean;
  readonly started: PromiseWithResolvers<void>;
  readonly ended: PromiseWithResolvers<void>;
}

/** The person who chats. */
export interface Person {
  /** The language of introductions, such as `de-DE`. */
  readonly locale: string;
  /** The unit of weights. */
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
      started: Promise.withResolvers(),
      ended: Promise.withResolvers(),
    };
    running = answer;
    screen.grow('');
    await perform(...call);
    running = undefined;
    screen.finish(answer.text);
    if (answer.isStopped) screen.notice('Stopped.');
    answer.started.resolve();
    answer.ended.resolve();
  };
  const introduce = () => void ask('Introduce', locale, PLAN_VERSION, unit);
  chat.onAnswer((response) => {
    if (running === undefined) return;
    running.text = toText(response, unit);
    running.started.resolve();
    screen.grow(running.text);
  });

  return {
    introduce,
    say: (message) => {
      if (running === undefined) void ask('SendMessage', message, PLAN_VERSION);
      else screen.notice('An answer is in progress. Wait until it ends, or stop it with /stop.');
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
      screen.notice('The conversation is forgotten.');
      introduce();
    },
    started: async () => running?.started.promise,
    ended: async () => running?.ended.promise,
    get hasFailed() {
      return hasFailed;
    },
  };
}
