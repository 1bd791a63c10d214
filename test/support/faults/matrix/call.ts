import type { ChatSystem } from '../../chat/system.ts';
import type { Reply } from './reply.ts';

/** A client that has one call to make, and can make the very same one again. */
export interface Caller {
  send(): Promise<Reply>;
  /** Waits until nothing of the client is left. */
  leave?(): Promise<void>;
}

/** A row of the matrix. */
export interface MatrixCall {
  readonly name: string;
  /** The functions that work for the call, by their bundles' names. */
  readonly functions: readonly string[];
  /**
   * `handing out`: the call removes what it answers; it may not remove it and fail. When the database says nothing
   * more at all after the answer, or the process dies, it may leave it: once too often is better than never.
   * `in parts`: what failed of it is done by the next one.
   * `answering`: the client's answer matters more than that the chat remembers it.
   */
  readonly kind?: 'handing out' | 'in parts' | 'answering';
  /** Set where a call that the rate limit counted may stay counted, though it brought nothing. */
  readonly mayStayCounted?: true;
  /** Brings empty databases into the state that the call finds. */
  prepare(system: ChatSystem): Promise<Caller>;
  /** Lets pass what the API asks its clients to wait for. */
  beforeRetry?(system: ChatSystem): Promise<void>;
}
