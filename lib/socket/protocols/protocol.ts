/** A call that a client made. */
export interface Call {
  readonly method: string;
  readonly arguments: readonly unknown[];
  /** The client's own; absent where it waits for no completion. */
  readonly id?: string | undefined;
}

/** Why something was not done, in words for people. */
export interface CallError {
  readonly message: string;
  /** Seconds after which it is worth repeating. */
  readonly retryAfter?: number;
}

/** What a client said. */
export type Incoming =
  | { readonly type: 'handshake'; readonly error?: string }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'ping' }
  /** Understood, and in need of no reply. */
  | { readonly type: 'ignored' }
  /** Not understood. */
  | { readonly type: 'invalid'; readonly error: CallError };

/** A framing of what clients and server say, as text. Replies may be empty: then there is nothing to say. */
export interface Protocol {
  readonly name: 'plain' | 'signalr';
  /** Reads a message: all it says, in order. */
  read(message: string): readonly Incoming[];
  /** Accepts the handshake, or refuses it. */
  handshake(error?: string): string;
  ping(): string;
  /** Calls the client. */
  push(target: string, argument: unknown): string;
  /** Ends a call that was done. */
  done(id: string | undefined): string;
  /** Ends a call that was not. */
  failed(id: string | undefined, error: CallError): string;
  /** Replies to a message that was not understood. */
  refuse(error: CallError): string;
}
