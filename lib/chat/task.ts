import type { ChatProtocol } from '../db/queries/chats.ts';

/** An answer to give: the payload of the asynchronous invocation. It holds no text of the conversation. */
export interface AnswerTask {
  /** Of the message with the question: logs of its answer have it, too. */
  readonly requestId: string | undefined;
  /** Path of the hub that the client called. */
  readonly hub: string;
  readonly connectionId: string;
  readonly protocol: ChatProtocol;
  /** The client's id of its call, if it gave one. */
  readonly callId?: string | undefined;
  /** The client's ids of earlier calls that a restart cut short. They complete together with this one. */
  readonly cutCalls: readonly string[];
  readonly answerId: string;
  readonly conversation: number;
  /** The answer's number in its chat, from 1. */
  readonly number: number;
  /** The question's position in the conversation. */
  readonly position: number;
  /** The call that the rate limit counted, by token hash and time. Only an answer that opens a chat has one. */
  readonly counted?: { readonly key: string; readonly at: string } | undefined;
}
