import type { ChatProtocol } from '../db/queries/chats.ts';

/** An answer to be given, as the function that took the question hands it over. Holds none of what was said. */
export interface AnswerTask {
  /** Path of the hub that the client called. */
  readonly hub: string;
  readonly connectionId: string;
  readonly protocol: ChatProtocol;
  /** The client's own id of its call, where it gave one. */
  readonly callId?: string | undefined;
  /** Its ids of earlier calls that a restart cut short: they complete together with this one. */
  readonly cutCalls: readonly string[];
  readonly answerId: string;
  readonly conversation: number;
  /** Which answer of the chat it is, from 1 on. */
  readonly number: number;
  /** The question's. */
  readonly position: number;
  /** What the rate limit counted for it: the token's hash and the time; only when this answer opens the chat. */
  readonly counted?: { readonly key: string; readonly at: string } | undefined;
}
