import type { ChatSystem } from '../../chat/system.ts';
import type { Reply } from './reply.ts';

/** A client with one call, which it can repeat exactly. */
export interface Caller {
  send(): Promise<Reply>;
  /** Disconnects, and waits until nothing of the client is left. */
  leave?(): Promise<void>;
}

/** A row of the matrix. */
export interface MatrixCall {
  readonly name: string;
  /** The functions that handle the call, by their bundles' names. */
  readonly functions: readonly string[];
  /**
   * `handing out`: the call removes what it returns; it must not remove it and fail. If the database is unreachable
   * after the response, or the process dies, it may leave it: delivering twice is better than never.
   * `in parts`: the next call completes what failed.
   * `answering`: the client's answer matters more than the chat's history.
   */
  readonly kind?: 'handing out' | 'in parts' | 'answering';
  /** Set when the rate limit may keep counting a call that failed. */
  readonly mayStayCounted?: true;
  /** Fills the empty databases for the call. */
  prepare(system: ChatSystem): Promise<Caller>;
  /** Simulates the time that the API asks clients to wait. */
  beforeRetry?(system: ChatSystem): Promise<void>;
}
